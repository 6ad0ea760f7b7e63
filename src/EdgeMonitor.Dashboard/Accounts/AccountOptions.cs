using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Dashboard.Accounts;

/// <summary>How people sign in. The configuration's section <c>Accounts</c>.</summary>
public sealed class AccountOptions
{
    /// <summary>
    /// Whether everybody who reaches the dashboard is an administrator, without signing in: for a demonstration. Accepted only
    /// while the dashboard listens on this machine alone. False by default.
    /// </summary>
    public bool Open { get; set; }

    /// <summary>Hours without a visit after which somebody has to sign in again, 1 to 720, 12 by default.</summary>
    [Range(1, 720)]
    public int SessionHours { get; set; } = 12;

    /// <summary>Wrong passwords in a row that lock an account, 3 to 100, 5 by default.</summary>
    [Range(3, 100)]
    public int AllowedFailures { get; set; } = 5;

    /// <summary>Minutes that it stays locked, 1 to 1440, 15 by default.</summary>
    [Range(1, 1440)]
    public int LockMinutes { get; set; } = 15;

    /// <summary>Attempts to sign in that one address may make in a minute, 1 to 1000, 10 by default.</summary>
    [Range(1, 1000)]
    public int AttemptsPerMinute { get; set; } = 10;
}
