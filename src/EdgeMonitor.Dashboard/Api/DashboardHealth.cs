using EdgeMonitor.Dashboard.Ingest;

namespace EdgeMonitor.Dashboard.Api;

/// <summary>The answer of <c>/healthz</c>.</summary>
/// <param name="Status"><c>ok</c>, or <c>degraded</c> while the broker brings no messages.</param>
/// <param name="Broker">The connection's state.</param>
/// <param name="LastProblem">What last went wrong with it; absent when nothing has.</param>
/// <param name="Devices">Devices heard of.</param>
/// <param name="Windows">Windows kept.</param>
/// <param name="Overflow">Messages lost since more came than could be read.</param>
/// <param name="Messages">What became of the messages.</param>
public sealed record DashboardHealth(
    string Status,
    string Broker,
    string? LastProblem,
    int Devices,
    long Windows,
    long Overflow,
    IntakeCounts Messages);
