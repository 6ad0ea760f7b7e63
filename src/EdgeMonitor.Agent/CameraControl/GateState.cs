using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>Whether the camera may be open at one moment.</summary>
/// <param name="Closings">Everything that keeps it closed; empty while nothing does.</param>
internal sealed record GateState(IReadOnlyList<Closing> Closings)
{
    /// <summary>Nothing keeps the camera closed.</summary>
    public static readonly GateState Open = new([]);

    /// <summary>Whether nothing keeps it closed.</summary>
    public bool IsOpen => Closings.Count == 0;

    /// <summary>The causes, each once, in the order of the enumeration; null while it is open.</summary>
    public IReadOnlyList<ClosingCause>? Causes => IsOpen ? null : [.. Closings.Select(closing => closing.Cause).Distinct().Order()];

    /// <summary>The reasons in words for a person; null while it is open.</summary>
    public string? Reason => IsOpen ? null : string.Join(' ', Closings.Select(closing => closing.Reason));
}
