namespace EdgeMonitor.Contracts.Privacy;

/// <summary>A connection that a process of the device makes, or a place at which it lets others connect.</summary>
/// <param name="Process">Which process.</param>
/// <param name="Address">Host and port, or the path of a socket of this machine.</param>
/// <param name="Protocol">How it talks.</param>
/// <param name="Purpose">What for, in words for a person.</param>
public sealed record ReportedConnection(string Process, string Address, string Protocol, string Purpose);
