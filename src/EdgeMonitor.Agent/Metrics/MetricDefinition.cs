namespace EdgeMonitor.Agent.Metrics;

/// <summary>A metric: what <see cref="DeviceMeter"/> measures and <c>deploy/METRICS.md</c> lists.</summary>
/// <param name="Name">Its name by OpenTelemetry's conventions: lower case, levels by dots, no unit.</param>
/// <param name="Kind">How it behaves.</param>
/// <param name="Unit">Its unit (UCUM); in braces where things are counted.</param>
/// <param name="Meaning">What it says, one sentence.</param>
/// <param name="Read">Takes the values out of the device's figures; none while there is nothing to say.</param>
internal sealed record MetricDefinition(
    string Name, MetricKind Kind, string Unit, string Meaning, Func<DeviceFigures, IEnumerable<MetricPoint>> Read)
{
    /// <summary>The attribute that tells its points apart; null for a single one.</summary>
    public string? Attribute { get; init; }

    /// <summary>The fields of the health report that it repeats; none for what the publisher counts.</summary>
    public IReadOnlyList<string> HealthFields { get; init; } = [];
}
