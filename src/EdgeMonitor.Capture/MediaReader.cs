using System.Runtime.CompilerServices;
using EdgeMonitor.Capture.Processes;
using EdgeMonitor.Capture.Yuv4Mpeg;

namespace EdgeMonitor.Capture;

/// <summary>
/// Reads pictures (JPEG, PNG, WebP, BMP, TIFF) and videos (all that ffmpeg knows) for analysis: every frame, in order, none
/// dropped. The orientation that a picture or video states is applied; transparency is ignored.
/// </summary>
public static class MediaReader
{
    /// <summary>
    /// Gives the frames of a file; the caller disposes each. <see cref="Frame.CapturedAt"/> is the position in the file, counted
    /// from the Unix epoch.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="framesPerSecond">For videos: frames to give per second, evenly spaced, above 0; null gives them all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MediaReadException">The file is missing, unreadable, no picture or video, or too large.</exception>
    public static async IAsyncEnumerable<Frame> ReadAllAsync(
        string path, double? framesPerSecond = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (framesPerSecond is { } rate)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate, nameof(framesPerSecond));
        }

        var command = MediaFile.FindDemuxer(path) is { } demuxer
            ? CaptureCommand.ForPicture(path, demuxer)
            : CaptureCommand.ForVideo(path, framesPerSecond);
        await using var pipeline = await MediaFile.StartAsync(path, command);
        await using var stream = pipeline.OpenFrames(cancellationToken);
        var reader = new Y4MReader(stream, new FramePool());
        long frames = 0;
        while (await NextAsync(reader, pipeline, path, cancellationToken) is { } frame)
        {
            frame.Sequence = frames;
            frame.CapturedAt = DateTimeOffset.UnixEpoch + Position(frames, reader.Header!.Value.FramesPerSecond);
            frames++;
            yield return frame;
        }

        if (await pipeline.ExplainEndAsync(cancellationToken) is { } failure)
        {
            throw new MediaReadException($"{path}: {failure}.");
        }

        if (frames == 0)
        {
            throw new MediaReadException($"{path}: no picture in it. {pipeline.Messages}".TrimEnd());
        }
    }

    private static async Task<Frame?> NextAsync(
        Y4MReader reader, ChildPipeline pipeline, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(reader.ReadFrame);
        }
        catch (Y4MFormatException exception)
        {
            var failure = exception.IsTruncated ? await pipeline.ExplainEndAsync(cancellationToken) : null;
            throw new MediaReadException($"{path}: {failure ?? exception.Message}", exception);
        }
    }

    private static TimeSpan Position(long frame, double framesPerSecond)
        => framesPerSecond > 0 ? TimeSpan.FromSeconds(frame / framesPerSecond) : TimeSpan.Zero;
}
