namespace EdgeMonitor.Capture;

/// <summary>A picture or video file could not be read; the message names the file and gives ffmpeg's reason.</summary>
public sealed class MediaReadException : Exception
{
    /// <summary>Makes the exception.</summary>
    public MediaReadException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
