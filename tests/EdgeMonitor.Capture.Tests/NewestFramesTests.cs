namespace EdgeMonitor.Capture.Tests;

public sealed class NewestFramesTests
{
    private readonly FramePool _pool = new();
    private readonly NewestFrames _newest = new();

    [Fact]
    public async Task TakeAsync_SlowConsumer_GetsTheNewestAndTheRestIsCountedAndGivenBack()
    {
        Publish(1, 2, 3);

        using var frame = await TakeAsync();

        Assert.Equal(3, frame!.Sequence);
        Assert.Equal(2, _newest.DroppedOf(0));

        // Frame 3 was filled into the buffer of frame 1, so the pool has that of frame 2.
        Assert.Equal(1, _pool.Idle);
    }

    [Fact]
    public async Task TakeAsync_WaitingConsumer_GetsTheNextFrame()
    {
        var wait = TakeAsync();
        Assert.False(wait.IsCompleted);

        Publish(1);

        using var frame = await wait;
        Assert.Equal(1, frame!.Sequence);
        Assert.Equal(0, _newest.DroppedOf(0));
    }

    [Fact]
    public async Task TakeAsync_Cancelled_ThrowsAndTheNextCallWorks()
    {
        using var cancellation = new CancellationTokenSource();
        var wait = _newest.TakeAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await wait);
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await _newest.TakeAsync(cancellation.Token));

        Publish(1);

        using var frame = await TakeAsync();
        Assert.Equal(1, frame!.Sequence);
    }

    [Fact]
    public async Task TakeAsync_WhileAnotherWaits_Throws()
    {
        var wait = TakeAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(TakeAsync);

        _newest.Complete();
        Assert.Null(await wait);
    }

    [Fact]
    public async Task TakeAsync_Completed_GivesTheLastFrameAndThenNull()
    {
        Publish(1);
        _newest.Complete();

        using (var frame = await TakeAsync())
        {
            Assert.Equal(1, frame!.Sequence);
        }

        Assert.Null(await TakeAsync());
    }

    [Fact]
    public async Task TakeAsync_CompletedWithError_Throws()
    {
        var wait = TakeAsync();
        _newest.Complete(error: new InvalidDataException());

        await Assert.ThrowsAsync<InvalidDataException>(async () => await wait);
        await Assert.ThrowsAsync<InvalidDataException>(async () => await TakeAsync());
    }

    [Fact]
    public async Task Publish_AfterComplete_GivesTheFrameBack()
    {
        _newest.Complete();

        Publish(1);

        Assert.Equal(1, _pool.Idle);
        Assert.Null(await TakeAsync());
    }

    [Fact]
    public async Task TakeAsync_ManyFramesFromAnotherThread_ArriveInOrderAndNoneIsLost()
    {
        const int Count = 20_000;
        var producer = Task.Run(
            () =>
            {
                for (var sequence = 1; sequence <= Count; sequence++)
                {
                    Publish(sequence);
                }

                _newest.Complete();
            },
            TestContext.Current.CancellationToken);
        long taken = 0, last = 0;
        while (await TakeAsync() is { } frame)
        {
            Assert.True(frame.Sequence > last);
            last = frame.Sequence;
            taken++;
            frame.Dispose();
        }

        await producer;
        Assert.Equal(Count, last);
        Assert.Equal(Count, taken + _newest.DroppedOf(0));
    }

    [Fact]
    public async Task TakeAsync_SeveralCameras_GetsTheNewestOfEachInTurn()
    {
        var newest = new NewestFrames(cameras: 3);
        Publish(newest, camera: 0, 1, 2, 3);
        Publish(newest, camera: 2, 1);
        var cameras = new List<(int Camera, long Sequence)>();

        for (var i = 0; i < 3; i++)
        {
            using var frame = await newest.TakeAsync(TestContext.Current.CancellationToken);
            cameras.Add((frame!.Camera, frame.Sequence));
            Publish(newest, camera: 0, 4);
        }

        Assert.Equal([(0, 3), (2, 1), (0, 4)], cameras);
        Assert.Equal((3, 0, 0), (newest.DroppedOf(0), newest.DroppedOf(1), newest.DroppedOf(2)));
    }

    [Fact]
    public async Task TakeAsync_OneCameraOfTwoCompleted_WaitsForTheOther()
    {
        var newest = new NewestFrames(cameras: 2);
        var wait = newest.TakeAsync(TestContext.Current.CancellationToken).AsTask();
        newest.Complete(camera: 0);
        Assert.False(wait.IsCompleted);

        newest.Complete(camera: 1);

        Assert.Null(await wait);
    }

    [Fact]
    public async Task TakeAsync_OneCameraOfTwoWithError_ThrowsWhateverTheOtherDelivers()
    {
        var newest = new NewestFrames(cameras: 2);
        Publish(newest, camera: 1, 1);
        newest.Complete(camera: 0, new InvalidDataException());

        await Assert.ThrowsAsync<InvalidDataException>(
            async () => await newest.TakeAsync(TestContext.Current.CancellationToken));
    }

    private Task<Frame?> TakeAsync() => _newest.TakeAsync(TestContext.Current.CancellationToken).AsTask();

    private void Publish(params int[] sequences) => Publish(_newest, camera: 0, sequences);

    private void Publish(NewestFrames newest, int camera, params int[] sequences)
    {
        foreach (var sequence in sequences)
        {
            var frame = _pool.Rent(4, 4);
            (frame.Camera, frame.Sequence) = (camera, sequence);
            newest.Publish(frame);
        }
    }
}
