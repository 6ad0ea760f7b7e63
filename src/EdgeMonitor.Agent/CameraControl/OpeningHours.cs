using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>A time of day on some days of the week, by the clock on the wall: <c>mon-fri 07:30-16:00</c>.</summary>
internal sealed class OpeningHours
{
    /// <summary>What can be written.</summary>
    public const string Form = "days and times such as \"mon-fri 07:30-16:00\" or \"sat,sun 09:00-12:00\", until 24:00 at the latest";

    private const int DaysInAWeek = 7;
    private const int MinutesInAnHour = 60;
    private const int MinutesInADay = 24 * MinutesInAnHour;

    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly bool[] _days;
    private readonly int _from;
    private readonly int _until;

    private OpeningHours(bool[] days, int from, int until)
    {
        _days = days;
        _from = from;
        _until = until;
    }

    /// <summary>Reads what <see cref="Form"/> describes. A range of days may go over the weekend: <c>sat-mon</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out OpeningHours? hours)
    {
        hours = null;
        if (text.Split(' ') is not [var days, var times]
            || times.Split('-') is not [var from, var until]
            || ParseDays(days) is not { } daysOfWeek
            || ParseTime(from) is not { } start
            || ParseTime(until) is not { } end
            || start >= end)
        {
            return false;
        }

        hours = new OpeningHours(daysOfWeek, start, end);
        return true;
    }

    /// <summary>Whether a clock on the wall that shows <paramref name="local"/> is within; the end is not.</summary>
    public bool Contain(DateTime local)
    {
        var minutes = local.TimeOfDay.TotalMinutes;
        return Contain(local.DayOfWeek) && minutes >= _from && minutes < _until;
    }

    /// <summary>Whether there are any on this day of the week.</summary>
    public bool Contain(DayOfWeek day) => _days[(int)day];

    private static bool[]? ParseDays(string text)
    {
        var days = new bool[DaysInAWeek];
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-').Select(name => Array.IndexOf(DayNames, name)).ToArray();
            if (ends.Length > 2 || ends.Contains(-1))
            {
                return null;
            }

            for (var day = ends[0]; ; day = (day + 1) % DaysInAWeek)
            {
                days[day] = true;
                if (day == ends[^1])
                {
                    break;
                }
            }
        }

        return days;
    }

    private static int? ParseTime(string text)
    {
        if (text is not [_, _, ':', _, _]
            || !int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || minutes >= MinutesInAnHour)
        {
            return null;
        }

        var time = hours * MinutesInAnHour + minutes;
        return time <= MinutesInADay ? time : null;
    }
}
