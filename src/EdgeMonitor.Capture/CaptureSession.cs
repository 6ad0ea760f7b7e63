using System.Globalization;
using EdgeMonitor.Capture.Processes;
using EdgeMonitor.Capture.Yuv4Mpeg;

namespace EdgeMonitor.Capture;

/// <summary>One life of a capture process: from its start to its end, whichever of the many ends it is.</summary>
internal sealed class CaptureSession
{
    private readonly CameraOptions _options;
    private readonly FramePool _pool;
    private readonly FramePainter _painter;
    private readonly FreezeDetector _freeze;
    private readonly TimeProvider _timeProvider;
    private readonly Action<Frame> _accept;
    private long _frames;

    public CaptureSession(
        CameraOptions options,
        FramePool pool,
        FramePainter painter,
        FreezeDetector freeze,
        TimeProvider timeProvider,
        Action<Frame> accept)
    {
        _options = options;
        _pool = pool;
        _painter = painter;
        _freeze = freeze;
        _timeProvider = timeProvider;
        _accept = accept;
    }

    /// <summary>Captures until the process ends or has to be ended. Afterwards it is gone, with all its helpers.</summary>
    /// <exception cref="OperationCanceledException">The camera is being closed.</exception>
    public async Task<CaptureEnd> RunAsync(CancellationToken closing)
    {
        ChildPipeline pipeline;
        try
        {
            pipeline = await ChildPipeline.StartAsync(CaptureCommand.For(_options), _timeProvider);
        }
        catch (ChildStartException exception)
        {
            return new CaptureEnd(CameraCondition.Failed, exception.Message);
        }

        await using (pipeline)
        {
            return await CaptureAsync(pipeline, closing);
        }
    }

    private async Task<CaptureEnd> CaptureAsync(ChildPipeline pipeline, CancellationToken closing)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(closing);
        await using var watchdog = _timeProvider.CreateTimer(
            static source => ((CancellationTokenSource)source!).Cancel(),
            silence,
            TimeSpan.FromSeconds(_options.StartSeconds),
            Timeout.InfiniteTimeSpan);
        try
        {
            await using var frames = pipeline.OpenFrames(silence.Token);
            var isFrozen = await Task.Factory.StartNew(
                () => Read(frames, watchdog), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return isFrozen
                ? Frozen()
                : await ExplainEndAsync(pipeline, closing);
        }
        catch (OperationCanceledException)
        {
            closing.ThrowIfCancellationRequested();
            return ExplainSilence(pipeline);
        }
        catch (Y4MFormatException exception)
        {
            return await ExplainDamageAsync(pipeline, exception, closing);
        }
    }

    /// <summary>Reads frames to the end of the stream; true when the picture froze before.</summary>
    private bool Read(Stream stream, ITimer watchdog)
    {
        var reader = new Y4MReader(stream, _pool);
        var stall = TimeSpan.FromSeconds(_options.StallSeconds);
        _freeze.Restart(_timeProvider.GetUtcNow());
        while (reader.ReadFrame() is { } frame)
        {
            _painter.Apply(frame);
            watchdog.Change(stall, Timeout.InfiniteTimeSpan);
            _frames++;
            frame.CapturedAt = _timeProvider.GetUtcNow();
            if (_freeze.Observe(frame, frame.CapturedAt))
            {
                frame.Dispose();
                return true;
            }

            _accept(frame);
        }

        return false;
    }

    private CaptureEnd Frozen() => new(
        CameraCondition.Frozen, Invariant($"The picture has not changed for {_options.FreezeSeconds} s."));

    private async Task<CaptureEnd> ExplainEndAsync(ChildPipeline pipeline, CancellationToken closing)
    {
        if (await pipeline.ExplainEndAsync(closing) is { } failure)
        {
            return new CaptureEnd(CameraCondition.Failed, failure + ".");
        }

        return _frames == 0
            ? new CaptureEnd(CameraCondition.Failed, WithMessages("It ended without a single frame", pipeline.Messages))
            : new CaptureEnd(CameraCondition.Ended, Invariant($"The source came to its end after {_frames} frames."));
    }

    private CaptureEnd ExplainSilence(ChildPipeline pipeline)
    {
        var what = _frames == 0
            ? Invariant($"No frame within {_options.StartSeconds} s of the start")
            : Invariant($"No frame for {_options.StallSeconds} s");
        return new CaptureEnd(CameraCondition.Stalled, WithMessages(what, pipeline.Messages));
    }

    private static async Task<CaptureEnd> ExplainDamageAsync(
        ChildPipeline pipeline, Y4MFormatException damage, CancellationToken closing)
    {
        // Half a frame is what a crash leaves behind; then the crash is the news.
        var failure = damage.IsTruncated ? await pipeline.ExplainEndAsync(closing) : null;
        return new CaptureEnd(
            CameraCondition.Failed,
            failure is null
                ? WithMessages($"The stream is damaged. {damage.Message.TrimEnd('.')}", pipeline.Messages)
                : failure + ".");
    }

    private static string WithMessages(string what, string messages)
        => messages.Length == 0 ? what + "." : $"{what}; last messages: {messages}.";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
