namespace EdgeMonitor.Vision.Detection;

/// <summary>The sizes that a frame is scaled to, so that a face of any size is once about as large as P-Net's window.</summary>
internal static class ImagePyramid
{
    /// <summary>Lists the levels, the largest first.</summary>
    /// <param name="width">Width of the frame in pixels.</param>
    /// <param name="height">Height of the frame in pixels.</param>
    /// <param name="minimumFaceSize">The smallest face to be found, in pixels of the frame.</param>
    /// <param name="factor">Ratio between neighbouring levels, below 1.</param>
    /// <returns>Width and height of each level; none where the frame is smaller than the smallest face.</returns>
    public static IEnumerable<(int Width, int Height)> Levels(int width, int height, int minimumFaceSize, double factor)
    {
        const int Window = ProposalNetwork.WindowSize;
        for (var scale = (double)Window / minimumFaceSize; Math.Min(width, height) * scale >= Window; scale *= factor)
        {
            yield return ((int)Math.Ceiling(width * scale), (int)Math.Ceiling(height * scale));
        }
    }
}
