namespace EdgeMonitor.Capture.Tests;

public sealed class FramePoolTests
{
    [Fact]
    public void Rent_AfterDispose_GivesTheSameFrameAsNew()
    {
        var pool = new FramePool();
        var first = pool.Rent(16, 8);
        first.Sequence = 7;
        first.Dispose();

        var second = pool.Rent(16, 8);

        Assert.Same(first, second);
        Assert.Equal(0, second.Sequence);
    }

    [Fact]
    public void Dispose_Twice_ReturnsTheFrameOnce()
    {
        var pool = new FramePool();
        var frame = pool.Rent(16, 8);

        frame.Dispose();
        frame.Dispose();

        Assert.Equal(1, pool.Idle);
    }

    [Fact]
    public void Rent_AnotherSize_LetsTheOldFramesGo()
    {
        var pool = new FramePool();
        pool.Rent(16, 8).Dispose();

        using var frame = pool.Rent(8, 8);

        Assert.Equal((8, 8), (frame.Width, frame.Height));
        Assert.Equal(0, pool.Idle);
    }

    [Fact]
    public void Dispose_MoreFramesThanThePoolKeeps_StaysBounded()
    {
        var pool = new FramePool();
        var frames = Enumerable.Range(0, 20).Select(_ => pool.Rent(4, 4)).ToList();

        frames.ForEach(frame => frame.Dispose());

        Assert.Equal(4, pool.Idle);
    }

    [Fact]
    public void Close_FramesThatWaitAndThatAreLent_AreWipedAndLetGo()
    {
        var pool = new FramePool();
        var idle = pool.Rent(4, 4);
        var lent = pool.Rent(4, 4);
        idle.Pixels.Span.Fill(9);
        lent.Pixels.Span.Fill(9);
        idle.Dispose();

        pool.Close();
        Assert.True(idle.Pixels.Span.IndexOfAnyExcept((byte)0) < 0);
        Assert.Equal(9, lent.Pixels.Span[0]);

        lent.Dispose();
        Assert.True(lent.Pixels.Span.IndexOfAnyExcept((byte)0) < 0);
        Assert.Equal(0, pool.Idle);
    }
}
