using System.Diagnostics;

namespace EdgeMonitor.Evaluation.Tests;

/// <summary>A folder of labelled data that a test makes; gone after it.</summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>Faces of 48x48 pixels in a row of a sheet, and rows.</summary>
    public const int Tiles = 32;

    private const int Side = 48;
    private const string LabelColumns = "index,split,fer2013,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,not_a_face";
    private const string BoxColumns = "image,split,width,height,xmin,ymin,xmax,ymax";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgemonitor-evaluation-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    public string Locate(string file) => System.IO.Path.Combine(Path, file);

    /// <summary>Writes <c>labels.csv</c> with the usual first line.</summary>
    public void WriteLabels(params string[] lines) => File.WriteAllLines(Locate("labels.csv"), [LabelColumns, .. lines]);

    /// <summary>Writes <c>boxes.csv</c> with the usual first line.</summary>
    public void WriteBoxes(params string[] lines) => File.WriteAllLines(Locate("boxes.csv"), [BoxColumns, .. lines]);

    /// <summary>Copies a picture into <c>images/</c>.</summary>
    public void AddImage(string path) => File.Copy(path, System.IO.Path.Combine(_folder.CreateSubdirectory("images").FullName, System.IO.Path.GetFileName(path)));

    /// <summary>Draws <c>sheet-00.png</c> with these faces, black elsewhere.</summary>
    public Task WriteSheetAsync(params (int Tile, byte[] Face)[] faces)
    {
        var pixels = new byte[Tiles * Tiles * Side * Side];
        foreach (var (tile, face) in faces)
        {
            for (var y = 0; y < Side; y++)
            {
                face.AsSpan(y * Side, Side).CopyTo(pixels.AsSpan(((tile / Tiles * Side + y) * Tiles + tile % Tiles) * Side));
            }
        }

        return WriteGreyAsync("sheet-00.png", pixels, Tiles * Side, Tiles * Side);
    }

    /// <summary>Draws a grey PNG.</summary>
    public async Task WriteGreyAsync(string name, byte[] pixels, int width, int height)
    {
        var raw = Locate("raw");
        await File.WriteAllBytesAsync(raw, pixels, Token);
        using var ffmpeg = Process.Start(
            "ffmpeg",
            ["-nostdin", "-loglevel", "error", "-f", "rawvideo", "-pixel_format", "gray", "-video_size", $"{width}x{height}", "-i", raw, Locate(name)]);
        await ffmpeg.WaitForExitAsync(Token);
        Assert.Equal(0, ffmpeg.ExitCode);
        File.Delete(raw);
    }
}
