using System.Runtime.InteropServices;

namespace EdgeMonitor.Agent.Analysis;

/// <summary>Where faces were found.</summary>
/// <param name="Image">The file's name.</param>
/// <param name="Time">Time since the start of the video; null for a picture.</param>
/// <param name="IsDark">Whether it is too dark to judge.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AnalyzedFrame(string Image, TimeSpan? Time, bool IsDark);
