using EdgeMonitor.TestSupport;
using EdgeMonitor.Vision.Expression;

namespace EdgeMonitor.Agent.Tests.Verbs;

/// <summary><c>edgemonitor adapt</c> on real photos: what it learns and writes, and what it refuses.</summary>
public sealed class AdaptTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgemonitor-adapt-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Adapt_PicturesOfOneFace_WritesNumbersThatTheAnalyzerTakes()
    {
        await CutFaceAsync("happy", "1.png");
        await CutFaceAsync("neutral", "1.png");

        var (status, output, error) = await RunAsync();

        Assert.Equal((ExitStatus.Ok, ""), (status, error));
        Assert.StartsWith("learned from 1 happy, 1 neutral; wrote ", output, StringComparison.Ordinal);
        Assert.Equal(1, ExpressionAdaptation.Read(Out).Emotions["happy"].Faces);
        using var adapted = Vision.FaceAnalyzer.Create(new Vision.VisionOptions { Adaptation = Out }, readExpressions: true);
        Assert.NotNull(adapted.ExpressionVersion);
    }

    [Fact]
    public async Task Adapt_WrongPicturesAndFolders_AreAllListedAndNothingIsWritten()
    {
        await CutFaceAsync("happy", "1.png");
        _folder.CreateSubdirectory("bored");
        File.Copy(Photo("sample3.jpg"), Path.Combine(_folder.CreateSubdirectory("sad").FullName, "group.jpg"));

        var (status, output, error) = await RunAsync();

        Assert.Equal((ExitStatus.BadInput, ""), (status, output));
        Assert.Contains("bored: no emotion of that name; there are angry, disgust", error, StringComparison.Ordinal);
        Assert.Contains("group.jpg: 3 faces; exactly one is needed", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Out));
    }

    [Fact]
    public async Task Adapt_EmptyFolder_SaysWhatItNeeds()
    {
        var (status, _, error) = await RunAsync();

        Assert.Equal(ExitStatus.BadInput, status);
        Assert.Contains("no pictures; it needs folders such as ", error, StringComparison.Ordinal);
    }

    private static string Photo(string name) => Repository.Locate("node_modules", "@vladmandic", "face-api", "demo", name);

    // The face at the left of the photo, alone.
    private async Task CutFaceAsync(string emotion, string name)
    {
        var picture = Path.Combine(_folder.CreateSubdirectory(emotion).FullName, name);
        using var ffmpeg = System.Diagnostics.Process.Start(
            "ffmpeg", ["-nostdin", "-loglevel", "error", "-i", Photo("sample3.jpg"), "-vf", "crop=iw/3:ih:0:0", picture]);
        await ffmpeg.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, ffmpeg.ExitCode);
    }

    private async Task<(int Status, string Output, string Error)> RunAsync()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var status = await CommandLine.RunAsync(["adapt", "--faces", _folder.FullName, "--out", Out], output, error);
        return (status, output.ToString(), error.ToString());
    }

    private string Out => Path.Combine(_folder.FullName, "room.adaptation.json");
}
