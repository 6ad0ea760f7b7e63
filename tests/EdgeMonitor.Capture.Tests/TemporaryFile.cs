using System.Diagnostics;

namespace EdgeMonitor.Capture.Tests;

/// <summary>A file in a folder of its own that is gone after the test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgemonitor-capture-");

    private TemporaryFile(string name) => Path = System.IO.Path.Combine(_folder.FullName, name);

    public string Path { get; }

    public static TemporaryFile FromBytes(string name, byte[] bytes)
    {
        var file = new TemporaryFile(name);
        File.WriteAllBytes(file.Path, bytes);
        return file;
    }

    public static async Task<TemporaryFile> FromFfmpegAsync(string name, params string[] arguments)
    {
        // Written under a plain name: ffmpeg gives a meaning to many others.
        var file = new TemporaryFile(name);
        var plain = System.IO.Path.Combine(file._folder.FullName, "plain" + System.IO.Path.GetExtension(name));
        using var ffmpeg = Process.Start("ffmpeg", ["-nostdin", "-loglevel", "error", .. arguments, "-y", plain]);
        await ffmpeg.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, ffmpeg.ExitCode);
        File.Move(plain, file.Path);
        return file;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
