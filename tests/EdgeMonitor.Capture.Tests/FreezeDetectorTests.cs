namespace EdgeMonitor.Capture.Tests;

public sealed class FreezeDetectorTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Observe_SamePictureForTheLimit_IsFrozen()
    {
        var detector = new FreezeDetector(TimeSpan.FromSeconds(10));

        Assert.False(detector.Observe(Grey(100), Start));
        Assert.False(detector.Observe(Grey(100), Start.AddSeconds(9.9)));
        Assert.False(detector.IsChanging);
        Assert.True(detector.Observe(Grey(100), Start.AddSeconds(10)));
    }

    [Fact]
    public void Observe_OneSampleOfNoise_IsAlive()
    {
        var detector = new FreezeDetector(TimeSpan.FromSeconds(10));
        detector.Observe(Grey(100), Start);
        var noisy = Grey(100);
        noisy.Y[^1] = 101;

        Assert.False(detector.Observe(noisy, Start.AddSeconds(20)));
        Assert.True(detector.IsChanging);
    }

    [Fact]
    public void Observe_EveryBlockOfACodec_IsSeen()
    {
        for (var y = 0; y < 48; y += 16)
        {
            for (var x = 0; x < 40; x += 8)
            {
                var detector = new FreezeDetector(TimeSpan.FromSeconds(10));
                detector.Observe(Grey(100), Start);
                var updated = Grey(100);
                for (var line = y; line < Math.Min(y + 16, updated.Height); line++)
                {
                    updated.Y.Slice(line * updated.Width + x, 8).Fill(99);
                }

                detector.Observe(updated, Start.AddSeconds(1));
                Assert.True(detector.IsChanging, $"block at {x},{y}");
            }
        }
    }

    [Fact]
    public void Restart_SamePictureAgain_GetsItsTimeButNoLife()
    {
        var detector = new FreezeDetector(TimeSpan.FromSeconds(10));
        detector.Observe(Grey(100), Start);
        detector.Restart(Start.AddSeconds(15));

        Assert.False(detector.Observe(Grey(100), Start.AddSeconds(16)));
        Assert.False(detector.IsChanging);
        Assert.True(detector.Observe(Grey(100), Start.AddSeconds(25)));
    }

    [Fact]
    public void Observe_LimitZero_NeverFreezes()
    {
        var detector = new FreezeDetector(TimeSpan.Zero);

        detector.Observe(Grey(100), Start);
        Assert.False(detector.Observe(Grey(100), Start.AddDays(1)));
        Assert.True(detector.IsChanging);
    }

    private static Frame Grey(byte value)
    {
        var frame = new Frame(42, 41);
        frame.Pixels.Span.Fill(value);
        return frame;
    }
}
