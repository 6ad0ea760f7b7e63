using System.Diagnostics;
using System.Globalization;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Benchmarks;

/// <summary>Resident memory of a process that only looks at frames: a child, since this process has much else in its memory.</summary>
internal static class MemoryProbe
{
    /// <summary>The argument that makes this program the child.</summary>
    public const string Verb = "--measure-memory";

    private const int Frames = 40;
    private const double Megabyte = 1_000_000;

    /// <summary>Looks at frames and prints the resident memory in bytes.</summary>
    public static int Run(int faces, int width, int height)
    {
        using var analyzer = FaceAnalyzer.Create(new VisionOptions { Threads = 1 }, readExpressions: true);
        using var source = ClassPicture.ReadVideo(1)[0];
        using var frame = ClassPicture.Draw(source, faces, width, height);
        for (var i = 0; i < Frames; i++)
        {
            // A second apart: scans and tracked frames.
            frame.CapturedAt += TimeSpan.FromSeconds(1);
            analyzer.Follow(frame);
        }

        Console.WriteLine(Environment.WorkingSet.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>Measures in a child, in megabytes.</summary>
    public static double Measure(int faces, string size)
    {
        var sides = size.Split('x');
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { typeof(MemoryProbe).Assembly.Location, Verb, faces.ToString(CultureInfo.InvariantCulture), sides[0], sides[1] },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return double.Parse(output, CultureInfo.InvariantCulture) / Megabyte;
    }
}
