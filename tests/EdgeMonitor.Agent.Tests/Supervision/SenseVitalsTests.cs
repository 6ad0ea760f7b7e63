using EdgeMonitor.Agent.Health;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Agent.Supervision;
using EdgeMonitor.Attention;
using EdgeMonitor.Capture;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Supervision;

public sealed class SenseVitalsTests
{
    private static readonly TimeSpan WindowLength = TimeSpan.FromSeconds(AttentionOptions.DefaultWindowSeconds);

    private readonly ManualTimeProvider _clock = new();
    private readonly FrameMeter _meter = new();
    private readonly Outbound _outbound = new();
    private CameraCondition _condition = CameraCondition.Starting;
    private readonly SenseVitals _vitals;

    public SenseVitalsTests()
    {
        _vitals = new SenseVitals(
            () => new CameraStatus { Condition = _condition, Captured = 0, Dropped = 0, Restarts = 0 },
            _meter,
            _outbound,
            link: null,
            (CameraOptions.DefaultStallSeconds, new AttentionOptions()),
            _clock);
    }

    [Fact]
    public void FindTrouble_NoWindowEnds_IsTroubleAfterTwoLengths()
    {
        _clock.Advance(2 * WindowLength);
        Assert.Null(_vitals.FindTrouble());

        _clock.Advance(SenseVitals.FramePatience + TimeSpan.FromSeconds(1));
        Assert.Contains("no window has ended", _vitals.FindTrouble(), StringComparison.Ordinal);
    }

    [Fact]
    public void FindTrouble_CameraThatIsAway_IsTroubleOnlyAfterLong()
    {
        PassWithWindows(SenseVitals.FaultPatience);
        Assert.Null(_vitals.FindTrouble());

        PassWithWindows(WindowLength);
        Assert.Contains("no frame has been looked at", _vitals.FindTrouble(), StringComparison.Ordinal);
    }

    [Fact]
    public void FindTrouble_CameraClosedOnPurpose_IsNoTroubleHoweverLong()
    {
        _condition = CameraCondition.Closed;
        PassWithWindows(3 * SenseVitals.FaultPatience);

        Assert.Null(_vitals.FindTrouble());
        Assert.Equal("camera closed", _vitals.Describe());
    }

    [Fact]
    public void FindTrouble_FramesGoOn_IsNoTrouble()
    {
        for (var minute = 0; minute < 60; minute++)
        {
            PassWithWindows(TimeSpan.FromMinutes(1));
            _meter.Add(TimeSpan.Zero, TimeSpan.Zero, expression: null);
            Assert.Null(_vitals.FindTrouble());
        }
    }

    private void PassWithWindows(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += WindowLength)
        {
            _clock.Advance(WindowLength);
            _outbound.Send(SampleWindow.Of(1));
            _vitals.FindTrouble();
        }
    }
}
