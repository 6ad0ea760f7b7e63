using System.Runtime.InteropServices;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Attention;

/// <summary>What a window comes to, rounded: the part of a <see cref="RoomAggregate"/> that was measured.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WindowFigures(
    WindowStatus Status,
    double Coverage,
    int? People = null,
    double? VisibleShare = null,
    double? AttentiveShare = null,
    ExpressionShares? Expressions = null);
