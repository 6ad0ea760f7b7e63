using System.Diagnostics;
using System.Text.Json;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Verbs;

/// <summary><c>edgemonitor evaluate</c>: its command line, exit statuses and outputs, on data that the test draws.</summary>
public sealed class EvaluateTests : IDisposable
{
    private const string LabelColumns = "index,split,fer2013,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,not_a_face";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgemonitor-evaluate-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Expressions_DrawnSheet_PrintsTheFiguresAndWritesBothFiles()
    {
        await WriteFacesAsync();

        var (status, output, error) = await RunAsync(
            "evaluate", "expressions", "--data", _folder.FullName, "--json", Locate("figures.json"), "--html", Locate("figures.html"));

        Assert.Equal(ExitStatus.Ok, status);
        Assert.StartsWith("Split private: 2 faces.", output, StringComparison.Ordinal);
        Assert.Contains("attentive or not", output, StringComparison.Ordinal);
        Assert.EndsWith($"wrote {Locate("figures.json")}\nwrote {Locate("figures.html")}\n", error, StringComparison.Ordinal);
        var json = JsonDocument.Parse(await File.ReadAllTextAsync(Locate("figures.json"), Token)).RootElement;
        Assert.InRange(json.GetProperty("fer2013").GetProperty("accuracy").GetDouble(), 0, 1);
        Assert.Equal(2, json.GetProperty("faces").GetInt32());
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(Locate("figures.html"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faces_JsonToStandardOutput_HasNothingElseThere()
    {
        var photo = Repository.Locate("node_modules", "@vladmandic", "face-api", "demo", "sample3.jpg");
        File.Copy(photo, Path.Combine(_folder.CreateSubdirectory("images").FullName, "a.jpg"));
        var (width, height) = await SizeAsync(photo);
        await File.WriteAllLinesAsync(
            Locate("boxes.csv"), ["image,split,width,height,xmin,ymin,xmax,ymax", $"a.jpg,dev,{width},{height},0,0,20,20"], Token);

        var (status, output, _) = await RunAsync("evaluate", "faces", "--data", _folder.FullName, "--json", "-");

        Assert.Equal(ExitStatus.Ok, status);
        var faces = JsonDocument.Parse(output).RootElement.GetProperty("faces");
        Assert.Equal((0, 3, 1), (faces.GetProperty("ap50").GetDouble(), faces.GetProperty("found").GetInt32(), faces.GetProperty("drawn").GetInt32()));
    }

    [Theory]
    [InlineData("expressions", "labels.csv")]
    [InlineData("faces", "boxes.csv")]
    public async Task Evaluate_FolderWithoutLabels_ExitsWithOneAndNamesTheFile(string what, string file)
    {
        var (status, output, error) = await RunAsync("evaluate", what, "--data", _folder.FullName);

        Assert.Equal((ExitStatus.BadInput, ""), (status, output));
        Assert.Contains(Locate(file), error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expressions_UnknownSplit_ListsThoseThereAre()
    {
        await WriteFacesAsync();

        var (status, _, error) = await RunAsync("evaluate", "expressions", "--data", _folder.FullName, "--split", "pubic");

        Assert.Equal(ExitStatus.BadInput, status);
        Assert.Contains("no line of the split \"pubic\"; there are private, public", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--html")]
    public async Task Evaluate_FileThatCannotBeWritten_IsNoticedBeforeTheWork(string option)
    {
        var (missingFolder, _, first) = await RunAsync("evaluate", "expressions", "--data", "/no/such/data", option, Locate("no/figures"));
        var (isFolder, _, second) = await RunAsync("evaluate", "expressions", "--data", "/no/such/data", option, _folder.FullName);

        Assert.Equal((ExitStatus.BadInput, ExitStatus.BadInput), (missingFolder, isFolder));
        Assert.Contains($"there is no folder {Locate("no")}", first, StringComparison.Ordinal);
        Assert.Contains("is a folder", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expressions_NetworkOfOnesOwn_IsMeasuredWithoutItsHashBeingListed()
    {
        await WriteFacesAsync();
        var shipped = await RunAsync("evaluate", "expressions", "--data", _folder.FullName, "--json", "-");
        File.Copy(Repository.Locate("models", "expression.onnx"), Locate("own.onnx"));

        var own = await RunAsync("evaluate", "expressions", "--data", _folder.FullName, "--model", Locate("own.onnx"), "--threads", "1", "--json", "-");

        var (expected, json) = (JsonDocument.Parse(shipped.Output).RootElement, JsonDocument.Parse(own.Output).RootElement);
        Assert.Equal(expected.GetProperty("fer2013").ToString(), json.GetProperty("fer2013").ToString());
        Assert.Equal("own.onnx", json.GetProperty("models")[0].GetProperty("file").GetString());
        Assert.Equal(1, json.GetProperty("speed").GetProperty("threads").GetInt32());
    }

    [Fact]
    public async Task Expressions_NetworkWithOtherInputs_SaysWhatIsExpected()
    {
        await WriteFacesAsync();

        var (status, _, error) = await RunAsync(
            "evaluate", "expressions", "--data", _folder.FullName, "--model", Repository.Locate("models", "mtcnn-onet.onnx"));

        Assert.Equal(ExitStatus.MissingComponent, status);
        Assert.Contains("mtcnn-onet.onnx is no expression network: it has pixels uint8[N,", error, StringComparison.Ordinal);
        Assert.Contains("expected are pixels uint8[N,1,48,48] in, fer2013 float[N,7], ferplus float[N,8] out", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_WithoutTheNetworks_ExitsWithThree()
    {
        var (status, _, error) = await RunAsync("evaluate", "faces", "--data", _folder.FullName, "--models", _folder.FullName);

        Assert.Equal(ExitStatus.MissingComponent, status);
        Assert.Contains("mtcnn-pnet.onnx cannot be read", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evaluate")]
    [InlineData("evaluate faces")]
    [InlineData("evaluate expressions --data . --limit 0")]
    [InlineData("evaluate expressions --data . --threads 65")]
    [InlineData("evaluate faces --data . --thresholds 0.6 0.7 0.7")]
    [InlineData("evaluate faces --data . --thresholds 0.6 0.7 0.7 1.5")]
    [InlineData("evaluate noses --data .")]
    public async Task Evaluate_WrongCommandLine_ExitsWithTwo(string arguments)
    {
        var (status, _, error) = await RunAsync(arguments.Split(' '));

        Assert.Equal(ExitStatus.Usage, status);
        Assert.NotEmpty(error);
    }

    [Theory]
    [InlineData("evaluate --help", "edgemonitor evaluate expressions --data fer2013/")]
    [InlineData("evaluate faces --help", "edgemonitor evaluate faces --data faces/")]
    public async Task Help_OfEvaluate_HasExamples(string arguments, string example)
    {
        var (status, output, _) = await RunAsync(arguments.Split(' '));

        Assert.Equal(ExitStatus.Ok, status);
        Assert.Contains(example, output, StringComparison.Ordinal);
    }

    private static async Task<(string Width, string Height)> SizeAsync(string picture)
    {
        var start = new ProcessStartInfo("ffprobe", ["-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0", picture])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var probe = Process.Start(start)!;
        var size = (await probe.StandardOutput.ReadToEndAsync(Token)).Trim().Split(',');
        return (size[0], size[1]);
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var status = await CommandLine.RunAsync(arguments, output, error);
        return (status, output.ToString(), error.ToString());
    }

    private string Locate(string file) => Path.Combine(_folder.FullName, file);

    private async Task WriteFacesAsync()
    {
        using var ffmpeg = Process.Start(
            "ffmpeg", ["-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc2=size=1536x1536", "-frames:v", "1", "-pix_fmt", "gray", Locate("sheet-00.png")]);
        await ffmpeg.WaitForExitAsync(Token);
        Assert.Equal(0, ffmpeg.ExitCode);
        await File.WriteAllLinesAsync(
            Locate("labels.csv"),
            [LabelColumns, "0,private,happy,1,9,0,0,0,0,0,0,0,0", "40,private,sad,0,0,0,10,0,0,0,0,0,0", "41,public,sad,0,0,0,10,0,0,0,0,0,0"],
            Token);
    }
}
