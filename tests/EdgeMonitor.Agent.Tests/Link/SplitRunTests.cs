using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Tests.Link;

public sealed class SplitRunTests : IClassFixture<SplitRun>
{
    private readonly SplitRun _run;

    public SplitRunTests(SplitRun run) => _run = run;

    [Fact]
    public void Sense_WhileItWatches_HasNoNetworkSocketAndNoMqtt()
    {
        Assert.Empty(_run.Sense.NetworkSockets);
        Assert.DoesNotContain(_run.Sense.Libraries, library => library.StartsWith("libmosquitto", StringComparison.Ordinal));
    }

    /// <summary>ONNX Runtime's official builds keep a database of events for their makers, and the machine's id, unless told not to.</summary>
    [Fact]
    public void Sense_WhileItWatches_KeepsNoTelemetry()
    {
        Assert.Empty(_run.HomeFiles);
        Assert.DoesNotContain(_run.Sense.Libraries, library => library.StartsWith("onnxruntime.db", StringComparison.Ordinal));
        Assert.DoesNotContain(_run.Sense.OpenFiles, file => file.Contains("onnxruntime.db", StringComparison.Ordinal));
    }

    /// <summary>The page for installers is a web server: it is part of no process that watches a room.</summary>
    [Fact]
    public void Sense_WhileItWatches_HasNoWebServer()
    {
        Assert.Contains("edgemonitor.dll", _run.Sense.Libraries);
        Assert.DoesNotContain("EdgeMonitor.LocalPages.dll", _run.Sense.Libraries);
        Assert.DoesNotContain(_run.Sense.Libraries, library => library.Contains("Kestrel", StringComparison.Ordinal));
    }

    [Fact]
    public void Sense_WhileItWatches_MayLeaveNoCoreDump() =>
        Assert.Equal(["Max", "core", "file", "size", "0", "0", "bytes"], _run.Sense.CoreFileLimit.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Publish_WhileItPublishes_HasNoCameraAndNoModel()
    {
        Assert.Empty(_run.Publish.Children);
        Assert.DoesNotContain(_run.Publish.Libraries, library => library.StartsWith("libonnxruntime", StringComparison.Ordinal));
        Assert.DoesNotContain(_run.Publish.Libraries, library => library.StartsWith("libyuv", StringComparison.Ordinal));
        Assert.DoesNotContain(_run.Publish.OpenFiles, file => file.EndsWith(".onnx", StringComparison.Ordinal) || file.EndsWith(".mkv", StringComparison.Ordinal));
    }

    /// <summary>The two tests above pass for a process that nobody could look into; this one does not.</summary>
    [Fact]
    public void Processes_WhenInspected_ShowWhatTheyDoHave()
    {
        Assert.Contains(_run.Sense.Libraries, library => library.StartsWith("libonnxruntime", StringComparison.Ordinal));
        Assert.Contains(_run.Sense.Children, child => child.Contains("ffmpeg", StringComparison.Ordinal));
        Assert.Contains(_run.Publish.Libraries, library => library.StartsWith("libmosquitto", StringComparison.Ordinal));
        Assert.NotEmpty(_run.Publish.NetworkSockets);
    }

    [Fact]
    public void Windows_AcrossAKilledPublish_FollowEachOtherWithoutAGap()
    {
        var windows = _run.Windows.DistinctBy(window => window.Sequence).ToList();

        Assert.True(windows.Count >= 2);
        Assert.Contains(windows, window => window.Status is WindowStatus.Ok);
        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.Equal(pair.First.WindowEnd, pair.Second.WindowStart));
    }

    [Fact]
    public void Health_OverTheLink_IsThatOfBothProcesses()
    {
        Assert.Contains(_run.Health, health => health.Camera is { State: CameraState.Running, CapturedPerSecond: > 0 });
        Assert.All(_run.Health, health => Assert.Null(health.Problems));
        Assert.Equal(CameraState.Closed, _run.Health[^2].Camera.State);
    }

    [Fact]
    public void Health_AfterSenseHasLeft_SaysThatItIsNotConnected()
    {
        Assert.Contains("edgemonitor sense, is not connected", _run.Health[^1].Camera.Reason, StringComparison.Ordinal);
        Assert.StartsWith("mtcnn@", _run.Health[^1].Models.Detector, StringComparison.Ordinal);
    }

    /// <summary>Metrics are the other process's: this one has nothing that could post them.</summary>
    [Fact]
    public void Sense_WhileMetricsAreOn_HasNoExporter()
    {
        Assert.DoesNotContain(_run.Sense.Libraries, library => library.StartsWith("OpenTelemetry", StringComparison.Ordinal));
        Assert.Contains(_run.Publish.Libraries, library => library.StartsWith("OpenTelemetry", StringComparison.Ordinal));
    }

    [Fact]
    public void Metrics_AtTheStop_AreThoseOfTheLastHealthReport()
    {
        var last = _run.Metrics[^1].Metrics;

        Assert.Equal(_run.Health[^1].MemoryBytes, last["edgemonitor.memory.usage"].Points[""]);
        Assert.Equal(1, last["edgemonitor.camera.status"].Points["edgemonitor.camera.state=failed"]);
        Assert.Equal(1, last["edgemonitor.mqtt.connections"].Points[""]);
        Assert.True(last["edgemonitor.windows.sent"].Points[""] > 0);
    }

    [Fact]
    public void Publish_WhileItPublishes_ListensOnNoNetworkPort() => Assert.Empty(_run.Publish.ListeningPorts);

    [Fact]
    public void Sigterm_ToBoth_ExitsWithZeroAndLeavesNoSocket()
    {
        Assert.Equal((0, 0), _run.ExitStatus);
        Assert.False(_run.SocketIsLeft);
    }

    [Fact]
    public void Logs_OfAWholeRun_TellOfTheLinkOnceEach()
    {
        Assert.Equal(2, Count(_run.PublishLog, "edgemonitor sense has connected"));
        Assert.Equal(2, Count(_run.SenseLog, "Connected to edgemonitor publish"));
        Assert.DoesNotContain("rule", _run.PublishLog, StringComparison.Ordinal);
        static int Count(string text, string part) => text.Split(part).Length - 1;
    }
}
