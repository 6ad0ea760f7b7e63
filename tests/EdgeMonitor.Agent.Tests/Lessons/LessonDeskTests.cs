using EdgeMonitor.Agent.Lessons;
using EdgeMonitor.Attention;
using EdgeMonitor.Attention.Lessons;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;
using EdgeMonitor.Vision;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Agent.Tests.Lessons;

/// <summary>Lessons by request, with a real account on the disk.</summary>
public sealed class LessonDeskTests : IDisposable
{
    private readonly TemporaryFile _folder = new("", "unused");
    private readonly ManualTimeProvider _clock = new();
    private readonly List<LessonRelease> _released = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Requests_ForTwoLessonsAndABudgetForOne_ReleaseTheFirstWithNumbersAndTheSecondWithout()
    {
        var desk = Make(dailyEpsilon: 1);

        await TeachAsync(desk, minutes: 45);
        await TeachAsync(desk, minutes: 45);

        Assert.Equal([1, 0], _released.Select(release => release.Epsilon));
        Assert.Contains(_released[0].Status, new[] { LessonStatus.Ok, LessonStatus.Suppressed });
        Assert.Equal(LessonStatus.BudgetSpent, _released[1].Status);
        Assert.Null(_released[1].People);
    }

    [Fact]
    public async Task Request_ToStartTwice_IsRefusedAndTheFirstGoesOn()
    {
        var desk = Make();
        await AskAsync(desk, LessonAction.Start);

        Assert.Contains("in progress since 2026-09-07 08:00:00 UTC", (await AskAsync(desk, LessonAction.Start)).Error, StringComparison.Ordinal);
        Pass(desk, minutes: 45);
        Assert.Null((await AskAsync(desk, LessonAction.End)).Error);
        Assert.Equal(TimeSpan.FromMinutes(45), _released.Single().LessonEnd - _released.Single().LessonStart);
    }

    [Fact]
    public async Task Request_ToEndWithoutALesson_IsRefused()
    {
        Assert.Contains("No lesson", (await AskAsync(Make(), LessonAction.End)).Error, StringComparison.Ordinal);
        Assert.Empty(_released);
    }

    [Fact]
    public async Task Request_ToEndAfterAMoment_ForgetsTheLessonAndSpendsNothing()
    {
        var desk = Make(dailyEpsilon: 1);
        await AskAsync(desk, LessonAction.Start);
        Pass(desk, minutes: 9);

        Assert.Contains("less than 10 minutes", (await AskAsync(desk, LessonAction.End)).Error, StringComparison.Ordinal);
        Assert.Empty(_released);
        await TeachAsync(desk, minutes: 10);
        Assert.Equal(1, _released.Single().Epsilon);
    }

    [Fact]
    public async Task Request_WithoutAFolderForTheBudget_IsRefusedAtTheStart()
    {
        var desk = Make(hasFolder: false);

        Assert.Contains("cameraControl.stateDirectory", (await AskAsync(desk, LessonAction.Start)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ThatIsNone_IsRefused() =>
        Assert.Equal(CommandStatus.Error, (await AskAsync(Make(), (LessonAction)7)).Status);

    [Fact]
    public async Task Lesson_ThatNobodyEnds_IsReleasedWithoutNumbers()
    {
        var desk = Make();
        await AskAsync(desk, LessonAction.Start);
        Pass(desk, (int)LessonAccount.Longest.TotalMinutes + 1);

        Assert.Equal(LessonStatus.NotEnded, _released.Single().Status);
        Assert.Null((await AskAsync(desk, LessonAction.Start)).Error);
    }

    [Fact]
    public async Task Lesson_WithTheCameraClosed_IsReleasedWithoutNumbersAndSpendsNothing()
    {
        var desk = Make(dailyEpsilon: 1);
        await AskAsync(desk, LessonAction.Start);
        Pass(desk, minutes: 30);
        desk.CloseCamera(_clock.GetUtcNow());
        desk.OpenCamera(_clock.GetUtcNow());
        await AskAsync(desk, LessonAction.End);
        await TeachAsync(desk, minutes: 30);

        Assert.Equal(LessonStatus.Closed, _released[0].Status);
        Assert.Equal([0, 1], _released.Select(release => release.Epsilon));
    }

    private static Task<CommandAnswer> AskAsync(LessonDesk desk, LessonAction action) =>
        desk.RequestAsync(new LessonRequest { Action = action }, TestContext.Current.CancellationToken);

    private async Task TeachAsync(LessonDesk desk, int minutes)
    {
        Assert.Null((await AskAsync(desk, LessonAction.Start)).Error);
        Pass(desk, minutes);
        Assert.Null((await AskAsync(desk, LessonAction.End)).Error);
    }

    /// <summary>Shows a class of twenty.</summary>
    private void Pass(LessonDesk desk, int minutes)
    {
        var faces = Enumerable.Repeat(
            new FaceObservation(new BoundingBox(0, 0, 48, 48), Score: 0.99f, Landmarks: default, default, Expression: null), 20).ToArray();
        for (var second = 0; second < minutes * 60; second += 2)
        {
            desk.Observe(_clock.GetUtcNow(), faces, FrameCondition.Usable);
            desk.Advance(_clock.GetUtcNow());
            _clock.Advance(TimeSpan.FromSeconds(2));
        }
    }

    private LessonDesk Make(double dailyEpsilon = 6, bool hasFolder = true)
    {
        var options = new AttentionOptions { Mode = AttentionMode.Orientation };
        options.Lessons.Enabled = true;
        options.Lessons.DailyEpsilon = dailyEpsilon;
        var budget = new EpsilonBudget(
            hasFolder ? _folder.Folder : null, options.Lessons.DailyThousandths, "boot", _clock, NullLogger<EpsilonBudget>.Instance);
        return new LessonDesk(
            new LessonAccount(options, cameras: 1), TimeSpan.FromMinutes(10), budget, _released.Add, _clock, NullLogger<LessonDesk>.Instance);
    }
}
