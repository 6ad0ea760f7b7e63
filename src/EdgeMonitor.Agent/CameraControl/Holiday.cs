using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>A day, or several in a row, on which the camera stays closed.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day, inclusive.</param>
internal sealed record Holiday(DateOnly First, DateOnly Last)
{
    /// <summary>What can be written: ISO 8601, an interval by a slash.</summary>
    public const string Form = "a day such as \"2026-12-24\", or the first and the last day of several, \"2026-12-24/2027-01-06\"";

    /// <summary>Reads what <see cref="Form"/> describes.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Holiday? holiday)
    {
        holiday = null;
        var ends = text.Split('/');
        if (ends.Length <= 2 && ParseDay(ends[0]) is { } first && ParseDay(ends[^1]) is { } last && first <= last)
        {
            holiday = new Holiday(first, last);
        }

        return holiday is not null;
    }

    /// <summary>Whether <paramref name="day"/> is one of its days.</summary>
    public bool Contains(DateOnly day) => day >= First && day <= Last;

    private static DateOnly? ParseDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
