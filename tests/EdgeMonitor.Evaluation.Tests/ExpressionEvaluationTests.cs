using System.Runtime.InteropServices;
using System.Text.Json;
using EdgeMonitor.Evaluation.Data;
using EdgeMonitor.Evaluation.Expressions;
using EdgeMonitor.TestSupport;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Evaluation.Tests;

/// <summary>The shipped network on faces whose answers the training scripts wrote down (the golden files of EdgeMonitor.Vision).</summary>
public sealed class ExpressionEvaluationTests : IDisposable
{
    private const int FaceBytes = 48 * 48;
    private static readonly int[] Places = [0, 31, 33, 1023];

    private readonly DataFolder _data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task FaceSheet_EveryTile_HasTheValuesThatWereDrawn()
    {
        var faces = Enumerable.Range(0, 1024).Select(Noise).ToArray();
        await _data.WriteSheetAsync([.. faces.Select((face, i) => (i, face))]);

        var sheet = await FaceSheet.ReadAsync(_data.Path, 0, Token);

        var read = new byte[FaceBytes];
        for (var i = 0; i < faces.Length; i++)
        {
            sheet.CopyTo(i, read);
            Assert.Equal(faces[i], read);
        }
    }

    [Fact]
    public async Task RunAsync_LabelsThatTheNetworkGives_AreAllRight()
    {
        var (fer2013, ferPlus) = (Golden("fer2013", 7), Golden("ferplus", 8));
        await WriteAsync(i => Label(Places[i], "private", AlignedFaceReader.Fer2013Classes[ArgMax(fer2013[i])], ArgMax(ferPlus[i])));

        var report = await RunAsync();

        Assert.Equal((4, 4, 4, 4), (report.Faces, report.Fer2013.Faces, report.Ferplus.Faces, report.Attentive.Faces));
        Assert.Equal((1.0, 1.0), (report.Fer2013.Accuracy, report.Ferplus.Accuracy));

        // The confidences are those that PyTorch gave for the same pixels, but for the rounding of int8 kernels.
        var expected = fer2013.Select(p => (double)p.Max()).Order().ToList();
        var bins = report.Fer2013.Calibration.Bins.Where(bin => bin.Count > 0).ToList();
        Assert.Equal(expected.Sum(), bins.Sum(bin => bin.Count * bin.Confidence!.Value), tolerance: 0.1);
    }

    [Fact]
    public async Task RunAsync_AttentiveDecision_IsThatOfTheProduct()
    {
        var ferPlus = Golden("ferplus", 8);
        await WriteAsync(i => Label(Places[i], "private", "happy", votes: ferPlus[i][0] + ferPlus[i][1] > 0.5f ? 1 : 4));

        var report = await RunAsync();

        Assert.Equal(1, report.Attentive.Accuracy);
    }

    [Fact]
    public async Task RunAsync_FacesWithoutVotes_CountForTheOriginalLabelOnly()
    {
        await WriteAsync(i => i < 3 ? $"{Places[i]},private,sad,0,0,0,0,0,0,0,0,4,6" : Label(Places[i], "private", "sad", votes: 0));

        var report = await RunAsync();

        Assert.Equal((4, 1, 1), (report.Fer2013.Faces, report.Ferplus.Faces, report.Attentive.Faces));
    }

    [Fact]
    public async Task RunAsync_EquallyManyVotes_GoToTheFirstEmotion()
    {
        await WriteAsync(i => $"{Places[i]},private,sad,0,3,0,3,0,0,0,0,4,0");

        var report = await RunAsync();

        Assert.Equal(4, report.Ferplus.Classes.Single(one => one.Support > 0).Support);
        Assert.Equal("happiness", report.Ferplus.Classes.Single(one => one.Support > 0).Name);
    }

    [Theory]
    [InlineData("0,6,0,4,0,0,0,0,0,0", true)]
    [InlineData("0,5,0,5,0,0,0,0,0,0", false)] // half is not more than half
    [InlineData("0,5,1,1,1,1,1,0,0,0", true)] // what single people say does not count
    [InlineData("0,5,0,0,0,0,0,0,3,2", false)] // what has no emotion does
    [InlineData("0,1,0,0,0,0,0,0,1,0", false)]
    [InlineData("0,2,0,0,0,0,0,0,8,0", false)]
    public async Task RunAsync_FacesOnWhichPeopleAgree_CountOnceMore(string votes, bool agreed)
    {
        await WriteAsync(i => $"{Places[i]},private,sad,{(i == 0 ? votes : "0,0,0,0,0,0,0,0,10,0")}");

        var report = await RunAsync();

        Assert.Equal((1, agreed ? 1 : 0), (report.Ferplus.Faces, report.FerplusAgreed.Faces));
    }

    [Fact]
    public async Task RunAsync_LimitAndSplit_ChooseTheFaces()
    {
        await WriteAsync(i => Label(Places[i], i < 3 ? "public" : "private", "sad", votes: 0));

        var report = await RunAsync("public", limit: 2);

        Assert.Equal((2, "public", 2), (report.Faces, report.Split, report.Limit));
    }

    [Fact]
    public async Task ToJson_Report_HasTheKeysThatProgramsReadAndTheNetworksHash()
    {
        await WriteAsync(i => Label(Places[i], "private", "sad", votes: i));

        var json = JsonDocument.Parse((await RunAsync()).ToJson()).RootElement;

        foreach (var head in new[] { "fer2013", "ferplus", "ferplus_agreed", "attentive" })
        {
            Assert.InRange(json.GetProperty(head).GetProperty("accuracy").GetDouble(), 0, 1);
            Assert.InRange(json.GetProperty(head).GetProperty("calibration").GetProperty("expected_calibration_error").GetDouble(), 0, 1);
        }

        Assert.Equal("private", json.GetProperty("split").GetString());
        Assert.Equal(64, json.GetProperty("models")[0].GetProperty("sha256").GetString()!.Length);
        Assert.Equal(8, json.GetProperty("ferplus").GetProperty("confusion")[7].GetArrayLength());
        Assert.Equal("angry", json.GetProperty("fer2013").GetProperty("classes")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task RunAsync_SheetTooSmall_SaysItsSizeAndTheRightOne()
    {
        _data.WriteLabels(Label(0, "private", "sad", votes: 0));
        await _data.WriteGreyAsync("sheet-00.png", new byte[96 * 48], 96, 48);

        var problem = await Assert.ThrowsAsync<DataMistakeException>(() => RunAsync());

        Assert.Contains("sheet-00.png: 96x48 pixels", problem.Message, StringComparison.Ordinal);
        Assert.Contains("1536x1536", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_MissingSheet_SaysWhichFacesNeedIt()
    {
        _data.WriteLabels(Label(2050, "private", "sad", votes: 0));

        var problem = await Assert.ThrowsAsync<DataMistakeException>(() => RunAsync());

        Assert.Contains("sheet-02.png: there is no such sheet", problem.Message, StringComparison.Ordinal);
        Assert.Contains("from 2048 to 3071", problem.Message, StringComparison.Ordinal);
    }

    private static string Label(int index, string split, string fer2013, int votes) =>
        $"{index},{split},{fer2013},{string.Join(',', Enumerable.Range(0, 8).Select(i => i == votes ? 10 : 0))},0,0";

    private static byte[] Noise(int seed)
    {
        var face = new byte[FaceBytes];
        new Random(seed).NextBytes(face);
        return face;
    }

    private static string GoldenFile(string name) => Repository.Locate("tests", "EdgeMonitor.Vision.Tests", "Golden", name);

    private static float[][] Golden(string head, int classes) =>
        [.. MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(GoldenFile($"expression.{head}.f32"))).ToArray().Chunk(classes)];

    private static int ArgMax(float[] values) => Array.IndexOf(values, values.Max());

    private async Task WriteAsync(Func<int, string> label)
    {
        var faces = File.ReadAllBytes(GoldenFile("expression.pixels.u8")).Chunk(FaceBytes).ToArray();
        await _data.WriteSheetAsync([.. Places.Select((tile, i) => (tile, faces[i]))]);
        _data.WriteLabels([.. Places.Select((_, i) => label(i))]);
    }

    private Task<ExpressionReport> RunAsync(string split = "private", int? limit = null) => ExpressionEvaluation.RunAsync(
        new EvaluationRequest(_data.Path, split, new VisionOptions { Threads = 1 }, "0.0.0-test") { Limit = limit }, Token);
}
