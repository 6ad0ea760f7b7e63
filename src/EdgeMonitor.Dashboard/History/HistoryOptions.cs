using System.ComponentModel.DataAnnotations;
using EdgeMonitor.Dashboard.Storage;

namespace EdgeMonitor.Dashboard.History;

/// <summary>Where the dashboard remembers, and for how long. The configuration's section <c>History</c>.</summary>
public sealed class HistoryOptions : IValidatableObject
{
    /// <summary>The default of <see cref="MaximumDevices"/>: enough for a large school.</summary>
    public const int DefaultMaximumDevices = 1000;

    /// <summary>The default of <see cref="WindowDays"/>: a half-term.</summary>
    public const int DefaultWindowDays = 30;

    /// <summary>The default of <see cref="HourDays"/>: a school year.</summary>
    public const int DefaultHourDays = 365;

    /// <summary>The default of <see cref="AuditDays"/>.</summary>
    public const int DefaultAuditDays = 365;

    /// <summary>
    /// A path for SQLite, or a connection string for PostgreSQL (<c>Host=db;Database=edgemonitor;Username=…;Passfile=…</c>);
    /// null, the default, for <c>dashboard.db</c> in the service's or the user's own state folder.
    /// </summary>
    [StringLength(4096, MinimumLength = 1)]
    public string? Database { get; set; }

    /// <summary>Days that windows are kept as they came, 1 to 366, 30 by default; then they become hourly means.</summary>
    [Range(1, 366)]
    public int WindowDays { get; set; } = DefaultWindowDays;

    /// <summary>Days that hourly means and lessons are kept, 1 to 3660, 365 by default, no fewer than <see cref="WindowDays"/>.</summary>
    [Range(1, 3660)]
    public int HourDays { get; set; } = DefaultHourDays;

    /// <summary>Days that the record of who looked at what is kept, 1 to 3660, 365 by default.</summary>
    [Range(1, 3660)]
    public int AuditDays { get; set; } = DefaultAuditDays;

    /// <summary>Devices kept in all, 1 to 100000; messages of further ones are refused. It bounds memory and disk.</summary>
    [Range(1, 100_000)]
    public int MaximumDevices { get; set; } = DefaultMaximumDevices;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HourDays < WindowDays)
        {
            yield return new ValidationResult(
                $"is {HourDays}, it should be at least {nameof(WindowDays)}, which is {WindowDays}.", [nameof(HourDays)]);
        }

        if (Database is { } place && DatabasePlace.FindMistake(place) is { } mistake)
        {
            yield return new ValidationResult(mistake, [nameof(Database)]);
        }
    }
}
