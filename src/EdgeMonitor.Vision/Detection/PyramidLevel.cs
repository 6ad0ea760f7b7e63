namespace EdgeMonitor.Vision.Detection;

/// <summary>A level of the image pyramid.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Source">The level of the mipmap that it is scaled from.</param>
/// <param name="ScaleX">Pixels of the frame for each of its columns.</param>
/// <param name="ScaleY">Pixels of the frame for each of its rows.</param>
internal readonly record struct PyramidLevel(int Width, int Height, int Source, float ScaleX, float ScaleY);
