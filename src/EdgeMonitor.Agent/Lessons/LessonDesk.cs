using EdgeMonitor.Attention;
using EdgeMonitor.Attention.Lessons;
using EdgeMonitor.Contracts;
using EdgeMonitor.Vision;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Agent.Lessons;

/// <summary>
/// Where lessons start and end by request, while the camera's loop feeds them. The loop never waits for the disk: what a release
/// spends is written down by whoever ends the lesson. A lesson lives in memory; a restart forgets it, and spends nothing for it.
/// </summary>
internal sealed partial class LessonDesk
{
    private readonly Lock _lock = new();
    private readonly LessonAccount _account;
    private readonly EpsilonBudget _budget;
    private readonly TimeSpan _shortest;
    private readonly Action<LessonRelease> _publish;
    private readonly TimeProvider _clock;
    private readonly ILogger<LessonDesk> _logger;

    /// <summary>Makes a desk without a lesson.</summary>
    /// <param name="account">Counts, between lessons so far.</param>
    /// <param name="shortest">A lesson that lasted less was started by mistake.</param>
    /// <param name="budget">Pays for the releases.</param>
    /// <param name="publish">Gets each release.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="logger">Told of lessons, without numbers.</param>
    public LessonDesk(
        LessonAccount account,
        TimeSpan shortest,
        EpsilonBudget budget,
        Action<LessonRelease> publish,
        TimeProvider clock,
        ILogger<LessonDesk> logger)
    {
        _account = account;
        _shortest = shortest;
        _budget = budget;
        _publish = publish;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>The answer where no lessons are released.</summary>
    public static Task<CommandAnswer> RefuseAsync(LessonRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(CommandAnswer.Refuse("No lessons are released here: attention.lessons.enabled is false."));

    /// <summary>Starts or ends a lesson, or says why not.</summary>
    public Task<CommandAnswer> RequestAsync(LessonRequest request, CancellationToken cancellationToken) =>
        ContractRules.FindProblem(request) is { } problem ? Task.FromResult(CommandAnswer.Refuse($"The request cannot be carried out: {problem}."))
            : request.Action is LessonAction.Start ? Task.FromResult(Start())
            : Task.Run(End, cancellationToken);

    /// <inheritdoc cref="LessonAccount.Observe"/>
    public void Observe(DateTimeOffset at, ReadOnlySpan<FaceObservation> faces, FrameCondition condition, int camera = 0)
    {
        lock (_lock)
        {
            _account.Observe(at, faces, condition, camera);
        }
    }

    /// <summary>Tells the time; a lesson that nobody ended is released without numbers.</summary>
    public void Advance(DateTimeOffset now)
    {
        FinishedLesson? forgotten;
        lock (_lock)
        {
            forgotten = _account.Advance(now);
        }

        if (forgotten is not null)
        {
            // It asks for nothing of the budget, so nothing waits for the disk.
            Publish(forgotten.Release(_ => false));
        }
    }

    /// <inheritdoc cref="LessonAccount.CloseCamera"/>
    public void CloseCamera(DateTimeOffset at)
    {
        lock (_lock)
        {
            _account.CloseCamera(at);
        }
    }

    /// <inheritdoc cref="LessonAccount.OpenCamera"/>
    public void OpenCamera(DateTimeOffset at)
    {
        lock (_lock)
        {
            _account.OpenCamera(at);
        }
    }

    private CommandAnswer Start()
    {
        if (!_budget.HasFile)
        {
            return CommandAnswer.Refuse("Lessons cannot be released: there is no folder to keep what they spend. Set cameraControl.stateDirectory.");
        }

        lock (_lock)
        {
            if (_account.Start is { } start)
            {
                return CommandAnswer.Refuse($"A lesson has been in progress since {start:yyyy-MM-dd HH:mm:ss} UTC. End it first.");
            }

            _account.Begin(_clock.GetUtcNow());
        }

        LogStarted();
        return CommandAnswer.Accept();
    }

    private CommandAnswer End()
    {
        FinishedLesson? lesson;
        lock (_lock)
        {
            lesson = _account.End(_clock.GetUtcNow());
        }

        if (lesson is null)
        {
            return CommandAnswer.Refuse("No lesson is in progress. A restart of the device forgets it.");
        }

        if (lesson.Length < _shortest)
        {
            return CommandAnswer.Refuse($"The lesson lasted less than {_shortest.TotalMinutes} minutes and is forgotten: nothing is released, nothing spent.");
        }

        Publish(lesson.Release(_budget.TrySpend));
        return CommandAnswer.Accept();
    }

    private void Publish(LessonRelease release)
    {
        _publish(release);
        LogReleased(release.Status);
    }

    [LoggerMessage(5131, LogLevel.Information, "A lesson has started")]
    private partial void LogStarted();

    [LoggerMessage(5132, LogLevel.Information, "A lesson is over and released: {Status}")]
    private partial void LogReleased(LessonStatus status);
}
