using System.Buffers;

namespace EdgeMonitor.Contracts;

/// <summary>
/// What a message must hold beyond the form that its JSON Schema gives: which fields go together, ranges, steps, lengths of
/// texts. A problem is told without a word of the message itself, so that a refused message leaves no trace of its content.
/// </summary>
public static class ContractRules
{
    /// <summary>The longest text for a person, in characters; six bytes each, as JSON may need, still fit a message of 4 KiB.</summary>
    public const int LongestText = 500;

    /// <summary>The longest name of a version or a network, in characters.</summary>
    public const int LongestName = 100;

    private const int MostProblems = 5;
    private const int SmallestGroup = 3;
    private const int LargestGroup = 100;
    private const int MostPeople = 500;
    private const double MostEpsilon = 20;
    private const double FinestShare = 0.05;
    private const double CoarsestShare = 0.5;
    private const double StepTolerance = 1e-6;

    private static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestLesson = TimeSpan.FromDays(1);

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.+@_-");

    /// <summary>The first rule that <paramref name="window"/> breaks, in words; null for none.</summary>
    public static string? FindProblem(RoomAggregate window)
    {
        ArgumentNullException.ThrowIfNull(window);
        var length = window.WindowEnd - window.WindowStart;
        return Wrong(window.Schema != RoomAggregate.CurrentSchema, "its schema is unknown")
            ?? Wrong(!Enum.IsDefined(window.Mode) || !Enum.IsDefined(window.Status), "its mode or status is no known word")
            ?? Wrong(!IsWholeUtcSecond(window.WindowStart) || !IsWholeUtcSecond(window.WindowEnd), "its times are no whole seconds in UTC")
            ?? Wrong(length < ShortestWindow || length > LongestWindow, "it is shorter than 10 seconds or longer than an hour")
            ?? Wrong(window.Sequence < 0, "its sequence is negative")
            ?? Wrong(window.MinimumGroup is < SmallestGroup or > LargestGroup, "its minimum group is not within 3 to 100")
            ?? Wrong(window.Rounding.People is < 5 or > 50, "its step of people is not within 5 to 50")
            ?? Wrong(window.Rounding.Share is not (>= FinestShare and <= CoarsestShare), "its step of shares is not within 0.05 to 0.5")
            ?? Wrong(!IsRoundedShare(window.Coverage, window.Rounding), "its coverage is not rounded")
            ?? FindProblem(window.Models)
            ?? Wrong(
                window.Mode is AttentionMode.Orientation == window.Models.Expression is not null,
                "its mode and its expression network do not go together")
            ?? Wrong(window.Status is WindowStatus.Closed != window.ClosedBy is not null, "its status and its causes of closing do not go together")
            ?? FindProblem(window.ClosedBy)
            ?? FindProblemOfNumbers(window);
    }

    /// <summary>The first rule that <paramref name="release"/> breaks, in words; null for none.</summary>
    public static string? FindProblem(LessonRelease release)
    {
        ArgumentNullException.ThrowIfNull(release);
        var length = release.LessonEnd - release.LessonStart;
        return Wrong(release.Schema != LessonRelease.CurrentSchema, "its schema is unknown")
            ?? Wrong(!Enum.IsDefined(release.Mode) || !Enum.IsDefined(release.Status), "its mode or status is no known word")
            ?? Wrong(!IsWholeUtcSecond(release.LessonStart) || !IsWholeUtcSecond(release.LessonEnd), "its times are no whole seconds in UTC")
            ?? Wrong(length < TimeSpan.Zero || length > LongestLesson, "it ends before it starts, or lasts longer than a day")
            ?? Wrong(release.MinimumGroup is < SmallestGroup or > LargestGroup, "its minimum group is not within 3 to 100")
            ?? Wrong(release.Unit is not LessonRelease.OnePersonInOneLesson, "its unit is unknown")
            ?? Wrong(release.DailyEpsilon is not (> 0 and <= MostEpsilon), "its daily epsilon is not within 0 to 20")
            ?? Wrong(!(release.Epsilon >= 0 && release.Epsilon <= release.DailyEpsilon), "its epsilon is not within 0 to that of the day")
            ?? Wrong(
                (release.Status is LessonStatus.Ok or LessonStatus.Suppressed) != (release.Epsilon > 0),
                "its status and its epsilon do not go together")
            ?? FindProblemOfNumbers(release);
    }

    /// <summary>The first rule that <paramref name="request"/> breaks, in words; null for none.</summary>
    public static string? FindProblem(LessonRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Wrong(request.Schema != LessonRequest.CurrentSchema, "its schema is unknown")
            ?? Wrong(!Enum.IsDefined(request.Action), "its action is no known word");
    }

    /// <summary>The first rule that <paramref name="health"/> breaks, in words; null for none.</summary>
    public static string? FindProblem(DeviceHealth health)
    {
        ArgumentNullException.ThrowIfNull(health);
        var camera = health.Camera;
        return Wrong(health.Schema != DeviceHealth.CurrentSchema, "its schema is unknown")
            ?? Wrong(!IsName(health.Version), "its version is no version")
            ?? Wrong(!Enum.IsDefined(camera.State), "its camera's state is no known word")
            ?? Wrong(camera.ClosedBy is not null && camera.State is not CameraState.Closed, "its camera is not closed but has causes of closing")
            ?? FindProblem(camera.ClosedBy)
            ?? Wrong(!IsText(camera.Reason) || health.Problems?.All(text => text is not null && IsText(text)) is false, "a text is too long or has control characters")
            ?? Wrong(health.Problems is { Count: > MostProblems or 0 }, "it lists no problem or too many")
            ?? Wrong(
                new[] { health.UptimeSeconds, camera.CapturedPerSecond, camera.ProcessedPerSecond, camera.DroppedPerSecond }.Any(value => value < 0)
                    || camera.FrameAgeSeconds < 0
                    || camera.Restarts < 0
                    || health.MemoryBytes < 0
                    || health.OutboxDepth < 0
                    || health.OutboxDropped < 0
                    || camera.TargetPerSecond < 0
                    || health.Latency is { Total: < 0 } or { Detection: < 0 } or { Expression: < 0 },
                "a number is negative that cannot be")
            ?? Wrong(camera.ReducedBecause is { } reason && !Enum.IsDefined(reason), "its reason for a lower rate is no known word")
            ?? Wrong(health.Picture is { } picture && !SharesOf(picture).All(IsPictureShare), "a share of pictures is not rounded")
            ?? FindProblem(health.Models);
    }

    /// <summary>The first rule that <paramref name="request"/> breaks, in words; null for none.</summary>
    public static string? FindProblem(CameraRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Wrong(request.Schema != CameraRequest.CurrentSchema, "its schema is unknown")
            ?? Wrong(!Enum.IsDefined(request.Action), "its action is no known word");
    }

    /// <summary>The first rule that <paramref name="answer"/> breaks, in words; null for none.</summary>
    public static string? FindProblem(CommandAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Wrong(answer.Schema != CommandAnswer.CurrentSchema, "its schema is unknown")
            ?? Wrong(!Enum.IsDefined(answer.Status), "its status is no known word")
            ?? Wrong(!IsText(answer.Error), "a text is too long or has control characters")
            ?? Wrong(answer.Status is CommandStatus.Ok != answer.Error is null, "its status and its error do not go together");
    }

    private static string? FindProblemOfNumbers(RoomAggregate window)
    {
        if (window.Status is not WindowStatus.Ok)
        {
            return Wrong(
                (window.People, window.VisibleShare, window.AttentiveShare, window.Expressions) != (null, null, null, null),
                "it has numbers about people although its status is not ok");
        }

        if (window is not { People: { } people, VisibleShare: { } visible, AttentiveShare: { } attentive })
        {
            return "it lacks numbers although its status is ok";
        }

        var rule = window.Rounding;
        return Wrong(people < window.MinimumGroup || people > MostPeople, "its people are fewer than its minimum group, or too many")
            ?? Wrong(people % rule.People != 0, "its people are not rounded")
            ?? Wrong(!IsRoundedShare(visible, rule) || !IsRoundedShare(attentive, rule), "a share is not rounded")
            ?? Wrong(window.Expressions is not null && window.Mode is AttentionMode.Orientation, "it has expressions in a mode that reads none")
            ?? Wrong(window.Expressions is { } shares && !SharesOf(shares).All(share => IsRoundedShare(share, rule)), "a share is not rounded");
    }

    private static string? FindProblemOfNumbers(LessonRelease release) => release switch
    {
        { Status: not LessonStatus.Ok } => Wrong(
            release.People is not null || release.Attentive is not null, "it has numbers about people although its status is not ok"),
        { People: { } people, Attentive: { } attentive } =>
            Wrong(people < release.MinimumGroup || people > MostPeople, "its people are fewer than its minimum group, or too many")
            ?? Wrong(attentive < 0 || attentive > people, "more are attentive than there are people, or fewer than none"),
        _ => "it lacks numbers although its status is ok",
    };

    private static string? FindProblem(IReadOnlyList<ClosingCause>? causes) => Wrong(
        causes is not null && (causes.Count == 0 || causes.Count != causes.Distinct().Count() || !causes.All(Enum.IsDefined)),
        "its causes of closing are none, repeated or no known words");

    private static string? FindProblem(ModelVersions models) =>
        Wrong(!IsName(models.Detector) || (models.Expression is { } expression && !IsName(expression)), "a network's name is no name");

    private static double[] SharesOf(ExpressionShares shares) =>
        [shares.Angry, shares.Disgust, shares.Fear, shares.Happy, shares.Sad, shares.Surprise, shares.Neutral];

    private static double[] SharesOf(PictureHealth picture) => [picture.LowLightShare, picture.BlurredShare, picture.SmallFacesShare ?? 0];

    private static bool IsPictureShare(double share) => IsRoundedShare(share, new RoundingRule(People: 5, Share: FinestShare));

    private static bool IsRoundedShare(double share, RoundingRule rule)
    {
        var steps = share / rule.Share;
        return share is >= 0 and <= 1 && Math.Abs(steps - Math.Round(steps)) < StepTolerance;
    }

    private static bool IsWholeUtcSecond(DateTimeOffset time) =>
        time.Offset == TimeSpan.Zero && time.UtcTicks % TimeSpan.TicksPerSecond == 0;

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    private static bool IsText(string? text) => text is null || (text.Length <= LongestText && !text.Any(char.IsControl));

    private static string? Wrong(bool isWrong, string problem) => isWrong ? problem : null;
}
