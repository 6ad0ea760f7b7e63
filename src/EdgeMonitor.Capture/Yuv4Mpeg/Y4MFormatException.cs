namespace EdgeMonitor.Capture.Yuv4Mpeg;

/// <summary>A YUV4MPEG2 stream is damaged, or is none. The message says where, what was read and what was expected.</summary>
internal sealed class Y4MFormatException : Exception
{
    public Y4MFormatException(string message, bool isTruncated = false)
        : base(message)
    {
        IsTruncated = isTruncated;
    }

    /// <summary>Whether the stream simply ended too early: its writer is gone.</summary>
    public bool IsTruncated { get; }
}
