namespace EdgeMonitor.Agent.Link;

/// <summary>The link cannot be used, or the other side broke its rules; the message says how, for a person.</summary>
internal sealed class LinkException : Exception
{
    /// <summary>Makes the exception.</summary>
    public LinkException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public LinkException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
