namespace EdgeMonitor.Attention.Tests;

public sealed class PresenceEstimatorTests
{
    private static readonly long Second = TimeSpan.TicksPerSecond;

    private readonly PresenceEstimator _presence = new(new PresenceOptions());
    private long _now = TestRoom.Eight.UtcTicks;

    [Fact]
    public void Estimate_BeforeAnything_IsNobody() => Assert.Equal(0, _presence.Estimate(_now));

    [Fact]
    public void Estimate_FacesComeAndGo_IsNearTheMost()
    {
        for (var round = 0; round < 30; round++)
        {
            Show(8, seconds: 8);
            Show(20, seconds: 2);
        }

        Assert.Equal(20, _presence.Estimate(_now));
    }

    [Fact]
    public void Estimate_FirstSeconds_IsTheQuantileOfWhatWasSeen()
    {
        Show(12, seconds: 24);
        Show(15, seconds: 3);

        Assert.Equal(15, _presence.Estimate(_now));
    }

    [Fact]
    public void Estimate_FalseDetectionsInTwoFrames_DoNotRaiseIt()
    {
        Show(6, seconds: 1);
        Show(200, seconds: 1);
        Show(201, seconds: 1);
        Show(6, seconds: 1);

        Assert.Equal(6, _presence.Estimate(_now));
    }

    [Fact]
    public void Estimate_PeopleLeave_FallsWithinTheTimeItLooksBack()
    {
        Show(20, seconds: 300);
        Show(4, seconds: 240);
        Assert.Equal(20, _presence.Estimate(_now));

        Show(4, seconds: 60);
        Assert.Equal(4, _presence.Estimate(_now));
    }

    [Fact]
    public void Estimate_NothingSeenForTheWholeTime_IsNobody()
    {
        Show(20, seconds: 300);

        Assert.Equal(0, _presence.Estimate(_now + 301 * Second));
    }

    [Fact]
    public void Clear_AfterAClockStepBack_StartsAnew()
    {
        Show(20, seconds: 300);
        _presence.Clear();
        _now -= 3600 * Second;
        Show(7, seconds: 5);

        Assert.Equal(7, _presence.Estimate(_now));
    }

    private void Show(int faces, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _presence.Add(_now, faces, Second, frames: 1);
            _now += Second;
        }
    }
}
