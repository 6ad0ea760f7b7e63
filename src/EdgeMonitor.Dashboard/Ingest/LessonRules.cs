using EdgeMonitor.Contracts;

namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>What must hold for a well-formed release of a lesson to be believed and shown.</summary>
public static class LessonRules
{
    /// <summary>The first rule that <paramref name="release"/> breaks at <paramref name="now"/>; null for none.</summary>
    public static Problem? FindProblem(LessonRelease release, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(release);
        if (release.Schema != LessonRelease.CurrentSchema)
        {
            return new(Refusal.UnknownSchema, $"schema is {release.Schema}, this dashboard knows {LessonRelease.CurrentSchema}");
        }

        // An enumeration also reads from a bare number, which may name nothing. A promise to somebody else cannot be explained here.
        if (!Enum.IsDefined(release.Status) || !Enum.IsDefined(release.Mode)
            || !string.Equals(release.Unit, LessonRelease.OnePersonInOneLesson, StringComparison.Ordinal))
        {
            return new(Refusal.Malformed, "status, mode or unit is no known word");
        }

        if (WindowRules.FindProblemOfTime("lesson", release.LessonStart, release.LessonEnd, now) is { } problem)
        {
            return problem;
        }

        if (release.Status != LessonStatus.Ok)
        {
            return (release.People, release.Attentive) == (null, null)
                ? null
                : new(Refusal.NumbersOfASmallGroup, $"status is {release.Status}, yet there are numbers about people");
        }

        return release is { People: > 0 and var people, Attentive: >= 0 and var attentive } && attentive <= people
            ? null
            : new(Refusal.ImpossibleValue, $"{release.Attentive} of {release.People} people are attentive");
    }
}
