namespace EdgeMonitor.Dashboard.Audit;

/// <summary>Something that somebody did.</summary>
/// <param name="At">When.</param>
/// <param name="Account">The name of the account.</param>
/// <param name="Action">What.</param>
/// <param name="Subject">With which room, lesson or account; empty where that says nothing.</param>
public sealed record AuditEntry(DateTimeOffset At, string Account, AuditAction Action, string Subject);
