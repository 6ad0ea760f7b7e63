using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Messaging;

/// <summary>Where windows wait while the broker is away: the section <c>outbox</c> of the configuration.</summary>
public sealed record OutboxOptions
{
    /// <summary>The default of <see cref="MaximumMessages"/>.</summary>
    public const int DefaultMaximumMessages = 10_000;

    /// <summary>The default of <see cref="MaximumMegabytes"/>.</summary>
    public const int DefaultMaximumMegabytes = 16;

    /// <summary>The default of <see cref="MessagesPerSecond"/>.</summary>
    public const int DefaultMessagesPerSecond = 20;

    private const string StateDirectoryVariable = "STATE_DIRECTORY";

    /// <summary>
    /// The folder of the outbox's file. Null takes the one that systemd gives the service (<c>$STATE_DIRECTORY</c>); where
    /// there is none either, windows wait in memory only and a restart loses them.
    /// </summary>
    public string? Directory { get; init; }

    /// <summary>
    /// Windows that wait at most, 10..1,000,000; then the oldest are dropped and counted. 10,000 by default: three and a half
    /// days of half-minute windows.
    /// </summary>
    [Range(10, 1_000_000)]
    public int MaximumMessages { get; init; } = DefaultMaximumMessages;

    /// <summary>Megabytes (2^20 bytes) of windows that wait at most, 1..1024, in memory as in the file. 16 by default.</summary>
    [Range(1, 1024)]
    public int MaximumMegabytes { get; init; } = DefaultMaximumMegabytes;

    /// <summary>How many of the windows that waited are sent a second, 1..1000, so that a fleet does not flood its broker. 20 by default.</summary>
    [Range(1, 1000)]
    public int MessagesPerSecond { get; init; } = DefaultMessagesPerSecond;

    /// <summary>The folder in force; null for memory only.</summary>
    public string? ResolveDirectory()
    {
        if (!string.IsNullOrEmpty(Directory))
        {
            return Directory;
        }

        // systemd separates several folders by colons; the first is the service's own.
        var given = Environment.GetEnvironmentVariable(StateDirectoryVariable)?.Split(':')[0];
        return string.IsNullOrEmpty(given) ? null : given;
    }
}
