namespace EdgeMonitor.Dashboard.History;

/// <summary>What was deleted because it had been kept long enough.</summary>
/// <param name="Windows">Windows, summed up by the hour before.</param>
/// <param name="Hours">Hourly means.</param>
/// <param name="Lessons">Lessons.</param>
/// <param name="Releases">What devices released of lessons.</param>
/// <param name="AuditEntries">Entries of the record of who looked at what.</param>
public sealed record RetentionResult(int Windows, int Hours, int Lessons, int Releases, int AuditEntries)
{
    /// <summary>Whether anything was deleted.</summary>
    public bool IsEmpty => Windows + Hours + Lessons + Releases + AuditEntries == 0;
}
