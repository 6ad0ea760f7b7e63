using System.Globalization;
using System.Text.Json;
using EdgeMonitor.Capture;
using EdgeMonitor.Evaluation.Faces;
using EdgeMonitor.TestSupport;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Evaluation.Tests;

/// <summary>The shipped detector on real photos, with boxes drawn where it finds faces and where it does not.</summary>
public sealed class FaceEvaluationTests : IDisposable
{
    private const string ThreeFaces = "sample3.jpg";
    private const string FiveFaces = "sample5.jpg";
    private readonly DataFolder _data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task RunAsync_BoxesDrawnWhereFacesAreFound_GivesFullMarks()
    {
        _data.WriteBoxes([.. await AddAsync(ThreeFaces, "dev"), .. await AddAsync(FiveFaces, "dev")]);

        var faces = (await RunAsync()).Faces;

        Assert.Equal((2, 8, 8), (faces.Pictures, faces.Drawn, faces.Found));
        Assert.Equal((1.0, 1.0, 1.0, 1.0, 1.0), (faces.Ap50, faces.Ap40, faces.RecallAtOneFalse, faces.Precision, faces.Recall));
        Assert.Equal(0, faces.FalsePerPicture);
        Assert.Equal([(1, 2, 8), (5, 1, 5)], faces.ByGroup.Select(group => (group.LeastFaces, group.Pictures, group.Drawn)));
        Assert.Equal(8, faces.BySize.Sum(size => size.Found));
        Assert.Equal(8, faces.Curve.Count);
    }

    [Fact]
    public async Task RunAsync_FacesOfAnotherDetector_AreMeasuredByTheSameRules()
    {
        await AddAsync(ThreeFaces, "dev");
        _data.WriteBoxes($"{ThreeFaces},dev,100,50,10,10,30,30", $"{ThreeFaces},dev,100,50,60,10,80,30");
        await File.WriteAllLinesAsync(_data.Locate("found.csv"),
        [
            "image,score,xmin,ymin,xmax,ymax",
            $"{ThreeFaces},3.5,11,10,31,30",
            $"{ThreeFaces},1.5,0,30,20,50",
            "of-another-split.jpg,9,0,0,20,20",
        ], Token);

        var report = await RunAsync(detections: _data.Locate("found.csv"));

        Assert.Equal((2, 0.5, 0.5, 0.5), (report.Faces.Found, report.Faces.Precision, report.Faces.Recall, report.Faces.Ap50));
        Assert.Equal(("found.csv", 0), (report.DetectedBy, report.Models.Count));
        Assert.Contains("2 found by the detector of found.csv.", report.ToText(), StringComparison.Ordinal);
        Assert.Contains("<code>found.csv</code>", report.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_MistakesInTheDetections_AreToldWithTheirLines()
    {
        _data.WriteBoxes([.. await AddAsync(ThreeFaces, "dev")]);
        await File.WriteAllLinesAsync(
            _data.Locate("found.csv"), ["image,score,xmin,ymin,xmax,ymax", "a.jpg,sure,0,0,5,5", "a.jpg,1,9,0,5,5"], Token);

        var problem = await Assert.ThrowsAsync<DataMistakeException>(() => RunAsync(detections: _data.Locate("found.csv")));

        Assert.Contains("found.csv:2: score is \"sure\"", problem.Message, StringComparison.Ordinal);
        Assert.Contains("found.csv:3: the box is empty", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_DrawnFaceThatIsNotFound_CostsRecall()
    {
        var boxes = await AddAsync(ThreeFaces, "dev");
        var (width, height) = Size(boxes[0]);
        _data.WriteBoxes([.. boxes, $"{ThreeFaces},dev,{width},{height},0,0,12,12"]);

        var faces = (await RunAsync()).Faces;

        Assert.Equal((1.0, 0.75, 0.75, 0.75), (faces.Precision, faces.Recall, faces.Ap50, faces.RecallAtOneFalse));
        Assert.Equal(0.0, faces.BySize[0].Recall);
    }

    [Fact]
    public async Task RunAsync_FoundFaceThatNobodyDrew_CostsPrecision()
    {
        _data.WriteBoxes([.. (await AddAsync(ThreeFaces, "dev")).Skip(1)]);

        var faces = (await RunAsync()).Faces;

        Assert.Equal((2.0 / 3, 1.0, 1.0), (faces.Precision, faces.Recall, faces.FalsePerPicture));
    }

    [Fact]
    public async Task RunAsync_SplitOfAnyName_IsTakenAndOthersAreLeftOut()
    {
        _data.WriteBoxes([.. await AddAsync(ThreeFaces, "test"), .. await AddAsync(FiveFaces, "train")]);

        Assert.Equal(3, (await RunAsync("test")).Faces.Drawn);
        var problem = await Assert.ThrowsAsync<DataMistakeException>(() => RunAsync("dev"));
        Assert.Contains("no line of the split \"dev\"; there are test, train", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_BoxesOfAnotherSize_NamesTheLine()
    {
        await AddAsync(ThreeFaces, "dev");
        _data.WriteBoxes($"{ThreeFaces},dev,100,50,1,1,20,20");

        var problem = await Assert.ThrowsAsync<DataMistakeException>(() => RunAsync());

        Assert.Contains("boxes.csv:2: the picture is 100x50 pixels by the labels, but", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ToJson_Report_HasTheKeysThatProgramsRead()
    {
        _data.WriteBoxes(await AddAsync(ThreeFaces, "dev"));

        var json = JsonDocument.Parse((await RunAsync()).ToJson()).RootElement;

        var faces = json.GetProperty("faces");
        foreach (var key in new[] { "ap50", "ap40", "recall_at_1_fp", "precision", "recall" })
        {
            Assert.Equal(1, faces.GetProperty(key).GetDouble());
        }

        Assert.Equal(3, json.GetProperty("models").GetArrayLength());
        Assert.Equal(VisionOptions.DefaultOutputThreshold, json.GetProperty("settings").GetProperty("output_threshold").GetDouble());
        Assert.Equal(3, faces.GetProperty("curve").GetArrayLength());
    }

    private static (string Width, string Height) Size(string line) => (line.Split(',')[2], line.Split(',')[3]);

    /// <summary>Copies a photo into the data; gives lines with the boxes of the faces that are found in it.</summary>
    private async Task<string[]> AddAsync(string name, string split)
    {
        var path = Repository.Locate("node_modules", "@vladmandic", "face-api", "demo", name);
        _data.AddImage(path);
        using var analyzer = FaceAnalyzer.Create(new VisionOptions { Threads = 1 }, readExpressions: false);
        var lines = new List<string>();
        await foreach (var frame in MediaReader.ReadAllAsync(path, cancellationToken: Token))
        {
            using (frame)
            {
                foreach (var face in analyzer.Analyze(frame))
                {
                    lines.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name},{split},{frame.Width},{frame.Height},{face.Box.Left},{face.Box.Top},{face.Box.Right},{face.Box.Bottom}"));
                }
            }
        }

        return [.. lines];
    }

    private Task<FaceReport> RunAsync(string split = "dev", string? detections = null) => FaceEvaluation.RunAsync(
        new EvaluationRequest(_data.Path, split, new VisionOptions { Threads = 1 }, "0.0.0-test") { Detections = detections }, Token);
}
