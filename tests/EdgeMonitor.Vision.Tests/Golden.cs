using System.Runtime.InteropServices;
using EdgeMonitor.TestSupport;
using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision.Tests;

/// <summary>Inputs and outputs that the training scripts wrote with the original networks (<c>models/training</c>).</summary>
internal static class Golden
{
    private static readonly string Folder = Repository.Locate("tests", "EdgeMonitor.Vision.Tests", "Golden");

    public static byte[] Pixels(string network) => File.ReadAllBytes(Path.Combine(Folder, $"{network}.pixels.u8"));

    public static float[] Output(string network, string output) =>
        MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(Folder, $"{network}.{output}.f32"))).ToArray();

    public static NetworkSession Open(string file) => new ModelFolder(new VisionOptions { Threads = 1 }).Open(file);
}
