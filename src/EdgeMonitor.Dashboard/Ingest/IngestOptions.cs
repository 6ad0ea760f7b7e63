using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>How messages come in. The configuration's section <c>Ingest</c>.</summary>
public sealed class IngestOptions
{
    /// <summary>The default of <see cref="SessionHours"/>.</summary>
    public const int DefaultSessionHours = 72;

    /// <summary>
    /// The name of the subscription that several instances share (<c>$share/&lt;name&gt;/…</c>): each window then comes to one
    /// of them, and the others read it from the database, which must be PostgreSQL. Null, the default, for one instance.
    /// </summary>
    [RegularExpression("[A-Za-z0-9_-]{1,64}", ErrorMessage = "should be 1 to 64 letters, digits, '-' or '_'.")]
    public string? ShareName { get; set; }

    /// <summary>
    /// Hours that the broker keeps windows for a dashboard that does not run, 0 to 720, 72 by default: over a weekend. The
    /// broker's own limits hold too. 0 for none.
    /// </summary>
    [Range(0, 720)]
    public int SessionHours { get; set; } = DefaultSessionHours;
}
