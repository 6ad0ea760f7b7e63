namespace EdgeMonitor.Agent.Link;

/// <summary>The other side refuses a message for good: it breaks its contract. The message says why, in words for a person.</summary>
internal sealed class MessageRefusedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="kind">What was refused.</param>
    /// <param name="reason">Why.</param>
    public MessageRefusedException(LinkMessageKind? kind, string reason)
        : base(reason) => Kind = kind;

    /// <summary>What was refused.</summary>
    public LinkMessageKind? Kind { get; }
}
