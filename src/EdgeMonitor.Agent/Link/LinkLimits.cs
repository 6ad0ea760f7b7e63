namespace EdgeMonitor.Agent.Link;

/// <summary>How fast and how patient both sides of the link are. Each side is stricter with itself than with the other.</summary>
internal static class LinkLimits
{
    /// <summary>Messages that sense sends at once at most.</summary>
    public const int SentAtOnce = 10;

    /// <summary>Messages a second that sense sends in the long run at most.</summary>
    public const double SentPerSecond = 2;

    /// <summary>Messages at once above which publish closes the connection.</summary>
    public const int TakenAtOnce = 2 * SentAtOnce;

    /// <summary>Messages a second in the long run above which publish closes the connection.</summary>
    public const double TakenPerSecond = 2 * SentPerSecond;

    /// <summary>Requests at once above which sense closes the connection.</summary>
    public const int RequestsAtOnce = 5;

    /// <summary>Requests a second in the long run above which sense closes the connection.</summary>
    public const double RequestsPerSecond = 1;

    /// <summary>The longest reason of a refusal, in characters.</summary>
    public const int LongestRefusal = 200;

    /// <summary>How long sense waits for a receipt before it connects anew.</summary>
    public static readonly TimeSpan ReceiptPatience = TimeSpan.FromSeconds(10);

    /// <summary>How long publish waits for the answer to a request.</summary>
    public static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(5);

    /// <summary>How long publish tries to say why it refuses a message, before it closes the connection all the same.</summary>
    public static readonly TimeSpan RefusalPatience = TimeSpan.FromSeconds(1);

    /// <summary>The wait between two attempts of sense to connect, and of publish to take a connection after a broken rule.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>How long publish waits for sense before it reports its absence, and between two such reports.</summary>
    public static readonly TimeSpan SilenceAfter = TimeSpan.FromSeconds(10);

    /// <summary>How long a clean stop of sense goes on handing over what waits.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);
}
