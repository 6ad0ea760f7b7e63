using System.Text.RegularExpressions;
using EdgeMonitor.Agent.Metrics;
using EdgeMonitor.Contracts;
using EdgeMonitor.Contracts.Privacy;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Metrics;

/// <summary>What may be a metric, and how it is called.</summary>
public sealed partial class MetricListTests
{
    private static readonly IReadOnlyList<OutboundField> HealthFields =
        [.. OutboundFields.All.Where(field => field.Message.Equals(nameof(DeviceHealth), StringComparison.Ordinal))];

    private static IEnumerable<string> Repeated => MetricList.All.SelectMany(metric => metric.HealthFields);

    [Fact]
    public void MetricsReference_CommittedFile_IsWhatTheCodeSays() =>
        Golden.AssertSame(Repository.Locate("deploy", "METRICS.md"), MetricsReference.Write());

    [Fact]
    public void Metrics_EveryFieldOfTheHealthReport_IsOneOrLeftOutWithAReason() =>
        Assert.Equal(HealthFields.Select(field => field.Name).Order(), Repeated.Concat(MetricsReference.LeftOut.Keys).Order());

    [Fact]
    public void Metrics_OfTheHealthReport_RepeatNothingAboutPeople() =>
        Assert.All(Repeated, repeated => Assert.Equal(
            FieldSubject.Device, HealthFields.Single(field => field.Name.Equals(repeated, StringComparison.Ordinal)).About));

    /// <summary>No window can reach a metric: what they are read from has no place for one.</summary>
    [Fact]
    public void Figures_AreTheHealthReportAndCounts() => Assert.All(
        typeof(DeviceFigures).GetProperties(),
        property => Assert.Contains(property.PropertyType, new[] { typeof(DeviceHealth), typeof(bool), typeof(long) }));

    [Fact]
    public void Metrics_ThatMayBeAbsent_AreGaugesSinceSumsRepeatTheirLastValue()
    {
        var least = new DeviceHealth
        {
            Time = default,
            Version = "0.1.0",
            UptimeSeconds = 0,
            Camera = new CameraHealth { State = CameraState.Closed, CapturedPerSecond = 0, ProcessedPerSecond = 0, DroppedPerSecond = 0, Restarts = 0 },
            MemoryBytes = 0,
            OutboxDepth = 0,
            OutboxDropped = 0,
            Models = new ModelVersions("mtcnn@1"),
        };
        var figures = new DeviceFigures(least, IsConnected: false, Connections: 0, WindowsSent: 0, OutboxWrites: 0);

        var absent = MetricList.All.Where(metric => !metric.Read(figures).Any()).ToList();

        Assert.Contains(absent, metric => metric.Name is "edgemonitor.frame.duration");
        Assert.All(absent, metric => Assert.Equal(MetricKind.Gauge, metric.Kind));
    }

    [Fact]
    public void Names_OfMetrics_FollowTheConventions()
    {
        var names = MetricList.All.Select(metric => metric.Name).ToList();

        Assert.Equal(names.Distinct().Count(), names.Count);
        Assert.All(names, name => Assert.Matches(NamePattern(), name));
        Assert.All(names, name => Assert.DoesNotContain(names, other => other.StartsWith($"{name}.", StringComparison.Ordinal)));
        Assert.All(MetricList.All, metric => Assert.EndsWith(".", metric.Meaning, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\Aedgemonitor(\.[a-z]+(_[a-z]+)*)+\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();
}
