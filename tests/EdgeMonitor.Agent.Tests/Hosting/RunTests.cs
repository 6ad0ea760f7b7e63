using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Tests.Hosting;

public sealed class RunTests : IClassFixture<ClassroomRun>
{
    private readonly ClassroomRun _run;

    public RunTests(ClassroomRun run) => _run = run;

    [Fact]
    public void Run_RealVideo_GivesAWindowWithNumbers()
    {
        var window = _run.Windows.Last(window => window.Status is WindowStatus.Ok);

        Assert.Equal(AttentionMode.Orientation, window.Mode);
        Assert.True(window.People is >= 5 and <= 10, $"{window.People} people in a video of nine");
        Assert.InRange(window.AttentiveShare!.Value, 0, 1);
        Assert.Equal(10, (window.WindowEnd - window.WindowStart).TotalSeconds);
    }

    [Fact]
    public void Run_OrientationMode_NeitherLoadsNorNamesTheExpressionModel()
    {
        Assert.All(_run.Windows, window => Assert.Null(window.Models.Expression));
        Assert.All(_run.Windows, window => Assert.Null(window.Expressions));
        Assert.All(_run.Health, health => Assert.Null(health.Models.Expression));
        Assert.DoesNotContain("infers emotions", _run.Log, StringComparison.Ordinal);
    }

    /// <summary>Reading the payloads is strict: an unknown field would have thrown.</summary>
    [Fact]
    public void Run_EveryMessage_IsOneOfTheDocumented()
    {
        string[] known =
        [
            "edgemonitor/north/room-12/cam-1/attention",
            "edgemonitor/north/room-12/cam-1/health",
            "edgemonitor/north/room-12/cam-1/availability",
            "edgemonitor/north/room-12/cam-1/privacy/report",
            "edgemonitor/north/room-12/cam-1/privacy/state",
            "homeassistant/device/edgemonitor_north_room-12_cam-1/config",
        ];

        Assert.All(_run.Messages, message => Assert.Contains(message.Topic, known));
        Assert.NotEmpty(_run.Windows);
        Assert.NotEmpty(_run.Health);
    }

    [Fact]
    public void Run_Sequence_Rises()
    {
        var sequences = _run.Windows.Select(window => window.Sequence).ToList();

        Assert.Equal(sequences.Distinct().Order(), sequences);
    }

    [Fact]
    public void Run_Health_TellsOfTheCamera()
    {
        Assert.Contains(_run.Health, health => health.Camera is { State: CameraState.Running, CapturedPerSecond: > 0, FrameAgeSeconds: >= 0 });
        Assert.All(_run.Health, health => Assert.True(health.MemoryBytes > 0));
        Assert.Contains(_run.Health, health => health.Latency is { Detection: > 0, Expression: null });
    }

    [Fact]
    public void Run_Sigterm_ExitsWithZeroAndLeavesNoProcess()
    {
        Assert.Equal(0, _run.ExitStatus);
        Assert.Empty(_run.Orphans);
    }

    [Fact]
    public void Run_Sigterm_SaysThatTheCameraIsClosedAndTheDeviceOffline()
    {
        Assert.Equal([Topics.Online, Topics.Offline], _run.Availability);
        Assert.Equal(CameraState.Closed, _run.Health.Last().Camera.State);
        Assert.Contains(_run.Retained, message => message.Text.Equals(Topics.Offline, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_StartUpLog_NamesVersionModeModelsAndBroker()
    {
        Assert.Contains("EdgeMonitor 0.", _run.Log, StringComparison.Ordinal);
        Assert.Contains("north/room-12/cam-1", _run.Log, StringComparison.Ordinal);
        Assert.Contains("mode \"orientation\"", _run.Log, StringComparison.Ordinal);
        Assert.Contains("Models: detector", _run.Log, StringComparison.Ordinal);
        Assert.Contains("Broker: localhost:", _run.Log, StringComparison.Ordinal);
    }
}
