using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.Vision;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Attention.Tests;

/// <summary>The promises of PRIVACY.md about numbers, for rooms and clocks that nobody thought of.</summary>
public sealed class WindowAggregatorPropertyTests
{
    private static readonly FaceObservation[] Crowd =
    [
        .. Enumerable.Range(0, 60).Select(i => TestRoom.Face(yaw: i % 3 == 0 ? 80 : 0, happy: i % 4 / 4f)),
    ];

    private static readonly Gen<AttentionOptions> AnyOptions =
        from mode in Gen.Elements(AttentionMode.Expression, AttentionMode.Orientation, AttentionMode.Combined)
        from window in Gen.Elements(10, 30, 37, 60)
        from minimum in Gen.Choose(3, 12)
        from peopleStep in Gen.Elements(5, 7, 10)
        from shareStep in Gen.Elements(0.05, 0.1, 0.25)
        from publishes in Gen.Elements(false, true)
        select new AttentionOptions
        {
            Mode = mode,
            EmotionInferenceAcknowledged = true,
            WindowSeconds = window,
            MinimumGroup = minimum,
            PeopleStep = peopleStep,
            ShareStep = shareStep,
            PublishExpressions = publishes && mode is not AttentionMode.Orientation,
        };

    /// <summary>Mostly a few frames a second, now and then a gap, a late frame or a step of the clock.</summary>
    private static readonly Gen<double> AnyStep = Gen.Frequency(
        (60, Gen.Choose(1, 2000).Select(milliseconds => milliseconds / 1000.0)),
        (6, Gen.Choose(-1500, 30_000).Select(milliseconds => milliseconds / 1000.0)),
        (1, Gen.Choose(-400, 400).Select(seconds => (double)seconds)),
        (1, Gen.Choose(-2, 2).Select(hours => hours * 3600.0)));

    private static readonly Gen<Step> AnyEvent = StepOf(Gen.Choose(0, Crowd.Length));

    [Fact]
    public void Published_OfAnyRoomAndClock_KeepsEveryPromise() => Prop.ForAll(
        AnyOptions.ToArbitrary(),
        AnyEvent.ListOf(400).ToArbitrary(),
        (options, steps) =>
        {
            var previous = default(Release?);
            foreach (var release in Run(options, steps))
            {
                AssertIsAWindow(options, release.Window);
                AssertMayBePublished(options, release.Window);
                Assert.Null(ContractRules.FindProblem(release.Window));
                AssertFollows(previous, release);
                previous = release;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Published_OfAnySmoothRoom_OftenHasNumbers()
    {
        // The test above would be worth nothing if hardly any of its windows got as far as having numbers.
        var smooth = Gen.Choose(8, Crowd.Length).Select(faces => new Step(0.5, faces, Offset: 0, FrameCondition.Usable, Call.Observe));
        Prop.ForAll(
            AnyOptions.Where(options => options.MinimumGroup < 7).ToArbitrary(),
            smooth.ListOf(400).ToArbitrary(),
            (options, steps) =>
            {
                var releases = Run(options, steps);
                Assert.All(releases.Skip(1), release => Assert.Equal(WindowStatus.Ok, release.Window.Status));
                Assert.All(releases, release => AssertMayBePublished(options, release.Window));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));
    }

    [Fact]
    public void Published_GroupsUnderTheMinimum_AreTheSameWhoeverIsThere() => Prop.ForAll(
        AnyOptions.ToArbitrary(),
        AnyEvent.ListOf(300).ToArbitrary(),
        Gen.Choose(0, 1000).ListOf(300).ToArbitrary(),
        (options, steps, others) =>
        {
            // The same moments and light, but at every moment any number of people under the minimum, with any faces.
            var one = steps.Select(step => step with { Faces = step.Faces % options.MinimumGroup });
            var other = steps.Zip(others, (step, faces) => step with { Faces = faces % options.MinimumGroup, Offset = faces % 7 });

            Assert.Equal(Run(options, one).Select(AsSent), Run(options, other).Select(AsSent));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Published_FalseDetectionsInTwoFramesOfAWindow_ChangeNothing() => Prop.ForAll(
        Gen.Choose(0, 4).ToArbitrary(),
        Gen.Choose(0, 11).Two().ListOf(10).ToArbitrary(),
        (people, falseFrames) =>
        {
            var room = new TestRoom();
            foreach (var (first, second) in falseFrames)
            {
                for (var frame = 0; frame < 12; frame++)
                {
                    var faces = frame == first || frame == second ? Crowd.Length : people;
                    room.Aggregator.Observe(room.Now, Crowd.AsSpan(0, faces), FrameCondition.Usable);
                    room.Wait(2.5);
                }
            }

            Assert.All(room.Published, window => Assert.Equal(WindowStatus.Suppressed, window.Status));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    private static Gen<Step> StepOf(Gen<int> anyFaces) =>
        from seconds in AnyStep
        from faces in anyFaces
        from condition in Gen.Frequency((9, Gen.Constant(FrameCondition.Usable)), (1, Gen.Constant(FrameCondition.LowLight)))
        from action in Gen.Frequency(
            (90, Gen.Constant(Call.Observe)),
            (10, Gen.Constant(Call.Advance)),
            (1, Gen.Constant(Call.Close)),
            (2, Gen.Constant(Call.Open)))
        select new Step(seconds, faces, Offset: 0, condition, action);

    private static List<Release> Run(AttentionOptions options, IEnumerable<Step> steps)
    {
        var releases = new List<Release>();
        WindowAggregator aggregator = null!;
        aggregator = new WindowAggregator(
            options,
            new ModelVersions("mtcnn@0123abcd", options.Mode is AttentionMode.Orientation ? null : "expression@0123abcd"),
            window => releases.Add(new Release(window, aggregator.ClockSteps)));
        var now = TestRoom.Eight;
        foreach (var step in steps)
        {
            now = now.AddSeconds(step.Seconds);
            switch (step.Call)
            {
                case Call.Observe:
                    var offset = Math.Min(step.Offset, Crowd.Length - step.Faces);
                    aggregator.Observe(now, Crowd.AsSpan(offset, step.Faces), step.Condition);
                    break;
                case Call.Advance:
                    aggregator.Advance(now);
                    break;
                case Call.Close:
                    aggregator.CloseCamera(now, [ClosingCause.Switch]);
                    break;
                default:
                    aggregator.OpenCamera(now);
                    break;
            }
        }

        return releases;
    }

    private static string AsSent(Release release) => JsonSerializer.Serialize(release.Window, MessageJson.Default.RoomAggregate);

    private static void AssertIsAWindow(AttentionOptions options, RoomAggregate window)
    {
        Assert.Equal(TimeSpan.FromSeconds(options.WindowSeconds), window.WindowEnd - window.WindowStart);
        Assert.Equal(0, window.WindowStart.UtcTicks % TimeSpan.FromSeconds(options.WindowSeconds).Ticks);
        Assert.Equal(TimeSpan.Zero, window.WindowStart.Offset);
    }

    private static void AssertMayBePublished(AttentionOptions options, RoomAggregate window)
    {
        AssertIsAShare(options, window.Coverage);
        if (window.Status != WindowStatus.Ok)
        {
            Assert.True(window is { People: null, VisibleShare: null, AttentiveShare: null, Expressions: null });
            return;
        }

        Assert.NotNull(window.People);
        Assert.Equal(0, window.People.Value % options.PeopleStep);
        Assert.True(window.People >= options.MinimumGroup);
        AssertIsAShare(options, window.VisibleShare);
        AssertIsAShare(options, window.AttentiveShare);
        Assert.True(window.AttentiveShare <= window.VisibleShare);
        Assert.True(window.Coverage >= options.MinimumCoverage - options.ShareStep);
        if (window.Expressions is { } shares)
        {
            Assert.True(options.PublishExpressions);
            Assert.All(
                [shares.Angry, shares.Disgust, shares.Fear, shares.Happy, shares.Sad, shares.Surprise, shares.Neutral],
                share => AssertIsAShare(options, share));
        }
    }

    private static void AssertIsAShare(AttentionOptions options, double? share)
    {
        Assert.NotNull(share);
        Assert.InRange(share.Value, 0, 1);
        Assert.Equal(Math.Round(share.Value / options.ShareStep), share.Value / options.ShareStep, precision: 9);
    }

    private static void AssertFollows(Release? previous, Release release)
    {
        if (previous is null)
        {
            return;
        }

        Assert.True(release.Window.Sequence > previous.Window.Sequence);
        if (release.ClockSteps == previous.ClockSteps)
        {
            Assert.Equal(previous.Window.WindowEnd, release.Window.WindowStart);
        }
    }

    private enum Call
    {
        Observe,
        Advance,
        Close,
        Open,
    }

    private sealed record Step(double Seconds, int Faces, int Offset, FrameCondition Condition, Call Call);

    private sealed record Release(RoomAggregate Window, long ClockSteps);
}
