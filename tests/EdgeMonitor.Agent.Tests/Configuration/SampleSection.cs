namespace EdgeMonitor.Agent.Tests.Configuration;

/// <summary>A section within the sample.</summary>
internal sealed class SampleSection
{
    public double Depth { get; set; } = 2;

    public string[] Names { get; set; } = [];
}
