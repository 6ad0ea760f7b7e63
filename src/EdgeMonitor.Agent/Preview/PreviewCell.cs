using System.Runtime.InteropServices;

namespace EdgeMonitor.Agent.Preview;

/// <summary>A part of the frame: one cell of the grid that tells how well the room is covered.</summary>
/// <param name="Column">From the left, from 0.</param>
/// <param name="Row">From the top, from 0.</param>
/// <param name="Seen">Frames of the last minutes in which a face was here, as a share of the busiest cell, 0..1.</param>
/// <param name="IsMasked">Whether it is painted over before anything looks at it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PreviewCell(int Column, int Row, float Seen, bool IsMasked);
