using EdgeMonitor.Contracts;

namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>What must hold for a well-formed window to be believed and shown.</summary>
public static class WindowRules
{
    /// <summary>How far a device's clock may be ahead of this machine's.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>The longest window, and the longest lesson.</summary>
    public static readonly TimeSpan MaximumLength = TimeSpan.FromDays(1);

    /// <summary>The first rule that <paramref name="window"/> breaks at <paramref name="now"/>; null for none.</summary>
    public static Problem? FindProblem(RoomAggregate window, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (window.Schema != RoomAggregate.CurrentSchema)
        {
            return new(Refusal.UnknownSchema, $"schema is {window.Schema}, this dashboard knows {RoomAggregate.CurrentSchema}");
        }

        // An enumeration also reads from a bare number, which may name nothing.
        if (!Enum.IsDefined(window.Status) || !Enum.IsDefined(window.Mode) || window.ClosedBy?.All(Enum.IsDefined) is false)
        {
            return new(Refusal.Malformed, "status, mode or closed_by is no known word");
        }

        if (FindProblemOfTime("window", window.WindowStart, window.WindowEnd, now) is { } problem)
        {
            return problem;
        }

        return window.Status == WindowStatus.Ok ? FindProblemOfNumbers(window)
            : (window.People, window.VisibleShare, window.AttentiveShare, window.Expressions) == (null, null, null, null) ? null
            : new(Refusal.NumbersOfASmallGroup, $"status is {window.Status}, yet there are numbers about people");
    }

    /// <summary>What is wrong at <paramref name="now"/> with the time that <paramref name="what"/> (a word) covers; null for nothing.</summary>
    internal static Problem? FindProblemOfTime(string what, DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        var length = end - start;
        return length <= TimeSpan.Zero || length > MaximumLength
            ? new(Refusal.ImpossibleValue, $"the {what} lasts {length}, it should last more than zero and at most a day")
            : end > now + ClockTolerance
            ? new(Refusal.FromTheFuture, $"the {what} ends at {end:O}, here it is {now:O}: check both clocks")
            : null;
    }

    private static Problem? FindProblemOfNumbers(RoomAggregate window)
    {
        if (window is not { People: not null, VisibleShare: not null, AttentiveShare: not null })
        {
            return new(Refusal.ImpossibleValue, "status is ok, yet people, visible_share or attentive_share is missing");
        }

        if (window.People < 0)
        {
            return new(Refusal.ImpossibleValue, $"people is {window.People}");
        }

        foreach (var share in Shares(window))
        {
            if (share is < 0 or > 1)
            {
                return new(Refusal.ImpossibleValue, $"a share is {share}, it should be within 0..1");
            }
        }

        return null;
    }

    private static double[] Shares(RoomAggregate window)
    {
        double[] always = [window.VisibleShare ?? 0, window.AttentiveShare ?? 0, window.Rounding.Share];
        return window.Expressions is { } shares
            ? [.. always, shares.Angry, shares.Disgust, shares.Fear, shares.Happy, shares.Sad, shares.Surprise, shares.Neutral]
            : always;
    }
}
