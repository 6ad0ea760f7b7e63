using EdgeMonitor.Dashboard.Ingest;

namespace EdgeMonitor.Dashboard.Api;

/// <summary>The answer of <c>/healthz</c>.</summary>
/// <param name="Status"><c>ok</c>, or <c>degraded</c> while the broker brings no messages.</param>
/// <param name="Broker">The connection's state.</param>
/// <param name="Devices">Devices heard of.</param>
/// <param name="Overflow">Messages lost since more came than could be read.</param>
/// <param name="Messages">What became of the messages.</param>
public sealed record DashboardHealth(string Status, string Broker, int Devices, long Overflow, IntakeCounts Messages);
