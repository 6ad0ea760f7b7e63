using System.Runtime.InteropServices;

namespace EdgeMonitor.Agent.Preview;

/// <summary>What is known of a frame as a whole.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="IsDark">Whether it is too dark to judge.</param>
/// <param name="Milliseconds">How long finding the faces took.</param>
/// <param name="SecondsLeft">Seconds until the preview ends.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SceneView(int Width, int Height, bool IsDark, double Milliseconds, int SecondsLeft);
