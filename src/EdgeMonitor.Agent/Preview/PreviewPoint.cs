using System.Runtime.InteropServices;

namespace EdgeMonitor.Agent.Preview;

/// <summary>A place in pixels of the frame, origin at the top left.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Down.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PreviewPoint(float X, float Y);
