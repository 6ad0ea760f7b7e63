namespace EdgeMonitor.Agent.Metrics;

/// <summary>One value of a metric.</summary>
/// <param name="Value">The value, in the metric's unit.</param>
/// <param name="Label">The value of the metric's attribute; null where it has none.</param>
internal readonly record struct MetricPoint(double Value, string? Label = null);
