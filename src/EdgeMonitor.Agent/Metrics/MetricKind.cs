namespace EdgeMonitor.Agent.Metrics;

/// <summary>How a metric behaves: OpenTelemetry's kinds of instruments, as far as they are used here.</summary>
internal enum MetricKind
{
    /// <summary>A value that may be absent, and whose sum over devices says nothing.</summary>
    Gauge,

    /// <summary>A count since start that only rises.</summary>
    Counter,

    /// <summary>An amount that rises and falls, always there, and adds up over devices.</summary>
    UpDownCounter,
}
