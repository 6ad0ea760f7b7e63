using System.Net;
using EdgeMonitor.Agent.Metrics;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Metrics;

/// <summary>What a collector gets, over a real connection.</summary>
public sealed class MetricsExportTests
{
    private static readonly DeviceAddress Device = new("north", "room-12", "cam-1");

    private static readonly DeviceHealth Health = new()
    {
        Time = new DateTimeOffset(2026, 9, 7, 8, 0, 0, TimeSpan.Zero),
        Version = "0.1.0",
        UptimeSeconds = 3600,
        Camera = new CameraHealth
        {
            State = CameraState.Running,
            CapturedPerSecond = 10,
            ProcessedPerSecond = 5,
            TargetPerSecond = 5,
            DroppedPerSecond = 4.5,
            FrameAgeSeconds = 0.1,
            Restarts = 2,
        },
        Latency = new StageLatencies(50, 20, 5),
        Picture = new PictureHealth(0.05, 0.1, 0.95),
        Throttled = false,
        TemperatureCelsius = 61.5,
        MemoryBytes = 100_000_000,
        ClockSynced = true,
        OutboxDepth = 3,
        OutboxDropped = 1,
        Problems = ["disk full"],
        Models = new ModelVersions("mtcnn@1"),
    };

    private static readonly DeviceFigures Figures = new(Health, IsConnected: true, Connections: 2, WindowsSent: 40, OutboxWrites: 7);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_OfEveryFigure_ArrivesWithNamesUnitsKindsAndValues()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var export = await RunningExport.StartAsync(collector.Endpoint, () => Figures);

        var collected = await collector.NextAsync();

        Assert.Equal(
            MetricList.All.Select(metric => (metric.Name, metric.Unit, metric.Meaning, KindOf(metric.Kind))).Order(),
            collected.Metrics.Values.Select(metric => (metric.Name, metric.Unit, metric.Description, metric.Kind)).Order());
        Assert.Equal(61.5, collected.Metrics["edgemonitor.processor.temperature"].Points[""]);
        Assert.Equal(0.02, collected.Metrics["edgemonitor.frame.duration"].Points["edgemonitor.frame.stage=detection"]);
        Assert.Equal(1, collected.Metrics["edgemonitor.camera.status"].Points["edgemonitor.camera.state=running"]);
        Assert.Equal(0, collected.Metrics["edgemonitor.camera.status"].Points["edgemonitor.camera.state=closed"]);
        Assert.Equal(40, collected.Metrics["edgemonitor.windows.sent"].Points[""]);
        Assert.Equal(("edgemonitor", "north/room-12/cam-1"), (collected.Resource["service.name"], collected.Resource["service.instance.id"]));
    }

    [Fact]
    public async Task Export_WhatTheHealthReportNoLongerTells_IsNotToldAgain()
    {
        var figures = Figures;
        await using var collector = await OtlpCollector.StartAsync();
        await using var export = await RunningExport.StartAsync(collector.Endpoint, () => Volatile.Read(ref figures));
        Assert.Contains("edgemonitor.frame.duration", (await collector.NextAsync()).Metrics.Keys);

        var hidden = Figures with { Health = Health with { Latency = null, Picture = null, TemperatureCelsius = null, MemoryBytes = 7 } };
        Volatile.Write(ref figures, hidden);
        var collected = await collector.NextAsync(next => next.Metrics["edgemonitor.memory.usage"].Points[""] is 7);

        Assert.DoesNotContain(collected.Metrics.Keys, name =>
            name.StartsWith("edgemonitor.frame.", StringComparison.Ordinal)
            || name.StartsWith("edgemonitor.picture.", StringComparison.Ordinal)
            || name.EndsWith(".temperature", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Export_BeforeTheFirstHealthReport_TellsOfTheConnectionOnly()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var export = await RunningExport.StartAsync(collector.Endpoint, () => Figures with { Health = null });

        var collected = await collector.NextAsync();

        Assert.Equal(MetricList.All.Where(metric => metric.HealthFields.Count == 0).Select(metric => metric.Name).Order(), collected.Metrics.Keys.Order());
    }

    [Fact]
    public async Task Stop_WithFiguresThatNobodyHasYet_PostsThem()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using (await RunningExport.StartAsync(collector.Endpoint, () => Figures, intervalSeconds: 3600))
        {
        }

        Assert.Contains("edgemonitor.windows.sent", (await collector.NextAsync()).Metrics.Keys);
    }

    [Fact]
    public async Task Export_CollectorAwayThenBack_SaysBothOnce()
    {
        await using var collector = await OtlpCollector.StartAsync();
        collector.Answer = HttpStatusCode.ServiceUnavailable;
        await using var export = await RunningExport.StartAsync(collector.Endpoint, () => Figures);
        await export.WaitForLogAsync("503");
        collector.Answer = HttpStatusCode.OK;

        await collector.NextAsync();
        await collector.NextAsync();

        await export.WaitForLogAsync("Metrics arrive at");
        Assert.Equal(2, export.Lines.Count);
    }

    [Theory]
    [InlineData("http://localhost:1/v1/metrics", "Nothing listens there")]
    [InlineData("http://no-such-host.invalid/v1/metrics", "Its name is not known")]
    public async Task Export_NobodyThere_SaysWhyAndTheStopIsNotHeldUp(string endpoint, string problem)
    {
        await using var export = await RunningExport.StartAsync(endpoint, () => Figures);

        await export.WaitForLogAsync(problem);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "check metrics.tokenFile")]
    [InlineData(HttpStatusCode.NotFound, "the whole address, with its path")]
    public async Task Export_Refused_SaysWhatToSet(HttpStatusCode answer, string problem)
    {
        await using var collector = await OtlpCollector.StartAsync();
        collector.Answer = answer;
        await using var export = await RunningExport.StartAsync(collector.Endpoint, () => Figures);

        await export.WaitForLogAsync(problem);
    }

    [Fact]
    public async Task Export_OverTlsWithTheSchoolsAuthorityAndAToken_ShowsTheNewestToken()
    {
        using var token = new TemporaryFile("first\n", "token");
        var certificates = TestCertificates.Create(token.Folder, "localhost", Days(-1), Days(1));
        await using var collector = await OtlpCollector.StartAsync(certificates);
        await using var export = await RunningExport.StartAsync(
            collector.Endpoint, () => Figures, options => (options.CaFile, options.TokenFile) = (certificates.CaFile, token.Path));
        await collector.NextAsync();
        Assert.Equal("Bearer first", collector.Authorization);

        await File.WriteAllTextAsync(token.Path, "second\n", Token);

        await collector.NextAsync(_ => collector.Authorization is "Bearer second");
        Assert.DoesNotContain(export.Lines, line => line.Contains("first", StringComparison.Ordinal) || line.Contains("second", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("localhost", -2, -1, "Its certificate expired on", false)]
    [InlineData("localhost", 1, 2, "Is the clock right?", false)]
    [InlineData("collector.school.example", -1, 1, "is for 'collector.school.example', not for 'localhost'", false)]
    [InlineData("localhost", -1, 1, "was issued by 'CN=EdgeMonitor test authority', which metrics.caFile", true)]
    public async Task Export_BadCertificate_PostsNothingAndSaysWhy(string name, int from, int until, string problem, bool isForeign)
    {
        using var folder = new TemporaryFile("");
        var certificates = TestCertificates.Create(folder.Folder, name, Days(from), Days(until));
        await using var collector = await OtlpCollector.StartAsync(certificates);
        await using var export = await RunningExport.StartAsync(
            collector.Endpoint, () => Figures, options => options.CaFile = isForeign ? certificates.ForeignCaFile : certificates.CaFile);

        await export.WaitForLogAsync(problem);
        Assert.Null(collector.Authorization);
    }

    private static string KindOf(MetricKind kind) => kind switch
    {
        MetricKind.Gauge => "gauge",
        MetricKind.Counter => "counter",
        _ => "sum",
    };

    private static DateTimeOffset Days(int days) => TimeProvider.System.GetUtcNow().AddDays(days);
}
