using EdgeMonitor.Capture.Processes;

namespace EdgeMonitor.Capture;

/// <summary>The first steps of reading a file, with errors that name it.</summary>
internal static class MediaFile
{
    /// <summary>ffmpeg's demuxer for a still picture; null when the file is none.</summary>
    /// <exception cref="MediaReadException">The file is missing or cannot be read.</exception>
    public static string? FindDemuxer(string path)
    {
        try
        {
            return StillPicture.FindDemuxer(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MediaReadException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>Starts the program that reads the file.</summary>
    /// <exception cref="MediaReadException">The program is missing or may not be run.</exception>
    public static async Task<ChildPipeline> StartAsync(string path, CaptureCommand command)
    {
        try
        {
            return await ChildPipeline.StartAsync(command, TimeProvider.System);
        }
        catch (ChildStartException exception)
        {
            throw new MediaReadException($"{path}: {exception.Message}", exception);
        }
    }
}
