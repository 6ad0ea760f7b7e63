using System.Runtime.InteropServices;

namespace EdgeMonitor.Vision.Imaging;

/// <summary>
/// The few functions of libyuv (Debian package <c>libyuv0</c>) that are used here: colour conversion and scaling with SIMD on
/// x86 and Arm. libyuv names formats by register: its "ARGB" lies in memory as B, G, R, A.
/// </summary>
internal static partial class LibYuv
{
    private const string Library = "libyuv.so.0";

    /// <summary>Filters of the scaling functions.</summary>
    public enum FilterMode
    {
        /// <summary>Every destination pixel is the mean of the source pixels that it covers; below a factor of two, bilinear.</summary>
        Box = 3,
    }

    /// <summary>Converts I444 (BT.601, limited range; chroma as large as luminance) to ARGB.</summary>
    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static unsafe partial int I444ToARGB(
        byte* y, int strideY, byte* u, int strideU, byte* v, int strideV, byte* argb, int strideArgb, int width, int height);

    /// <summary>Scales one plane.</summary>
    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static unsafe partial void ScalePlane(
        byte* source, int sourceStride, int sourceWidth, int sourceHeight,
        byte* destination, int destinationStride, int destinationWidth, int destinationHeight, FilterMode filter);

    /// <summary>Takes an ARGB picture apart into planes; a null alpha plane is left out.</summary>
    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static unsafe partial void SplitARGBPlane(
        byte* argb, int strideArgb, byte* r, int strideR, byte* g, int strideG, byte* b, int strideB, byte* a, int strideA,
        int width, int height);
}
