namespace EdgeMonitor.Capture.Processes;

/// <summary>A child process could not be started; the message says which and why.</summary>
internal sealed class ChildStartException : Exception
{
    public ChildStartException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
