namespace EdgeMonitor.Agent.Pacing;

/// <summary>How the machine is.</summary>
/// <param name="Celsius">The hottest thermal zone; null where the kernel shows none.</param>
/// <param name="Throttled">Whether firmware or kernel slow the processor down; null where it cannot be told.</param>
internal readonly record struct MachineState(double? Celsius, bool? Throttled);
