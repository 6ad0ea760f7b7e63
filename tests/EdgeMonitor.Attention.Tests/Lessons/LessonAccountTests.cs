using EdgeMonitor.Attention.Lessons;
using EdgeMonitor.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Attention.Tests.Lessons;

public sealed class LessonAccountTests
{
    private static readonly DateTimeOffset Eight = TestRoom.Eight;

    [Fact]
    public void Lesson_OfARealClass_IsReleasedWithWhatItSpent()
    {
        var lesson = new Bench().Begin().Show(minutes: 45, attentive: 12, inattentive: 8);
        var spent = new List<int>();

        var release = lesson.End().Release(thousandths =>
        {
            spent.Add(thousandths);
            return true;
        });

        Assert.Equal((Eight, Eight.AddMinutes(45)), (release.LessonStart, release.LessonEnd));
        Assert.Equal((1, 6, LessonRelease.OnePersonInOneLesson), (release.Epsilon, release.DailyEpsilon, release.Unit));
        Assert.Equal(LessonStatus.Ok, release.Status);
        Assert.Null(ContractRules.FindProblem(release));
        Assert.Equal([1000], spent);
    }

    [Fact]
    public void Counts_OfALesson_AreAHighQuantileOfFacesAndTheMedianOfTheAttentive()
    {
        var lesson = new Bench().Begin().Show(20, attentive: 12, inattentive: 8).Show(5, attentive: 15, inattentive: 10).Show(15, attentive: 4, inattentive: 4);

        Assert.Equal((25, 12), lesson.End().Counts);
    }

    /// <summary>Two cameras see another part of the room each: what they show at the same time is added.</summary>
    [Fact]
    public void Counts_OfTwoCameras_AreThoseOfTheRoomWhileBothSeeIt()
    {
        var lesson = new Bench(cameras: 2).Begin();
        for (var frame = 0; frame < 600; frame++)
        {
            lesson.Account.Observe(lesson.Now, TestRoom.Faces(attentive: 8), FrameCondition.Usable, camera: 0);
            lesson.Account.Observe(lesson.Now, TestRoom.Faces(attentive: 5, inattentive: 2), FrameCondition.Usable, camera: 1);
            lesson.Step(minutes: 1.0 / 30);
        }

        Assert.Equal((15, 13), lesson.End().Counts);
        Assert.Equal((0, 0), lesson.Begin().Show(minutes: 20, attentive: 20).End().Counts);
    }

    [Fact]
    public void Release_WhenTheBudgetIsSpent_HasNoNumbersAndDrawsNothing()
    {
        var lesson = new Bench().Begin().Show(minutes: 45, attentive: 20);

        var release = lesson.End().Release(_ => false);

        Assert.Equal((LessonStatus.BudgetSpent, 0, null, null), (release.Status, release.Epsilon, release.People, release.Attentive));
        Assert.Equal(0, lesson.Drawn);
    }

    [Fact]
    public void Release_ASecondTime_IsRefused()
    {
        var finished = new Bench().Begin().Show(minutes: 45, attentive: 20).End();
        finished.Release(_ => true);

        Assert.Throws<InvalidOperationException>(() => finished.Release(_ => true));
    }

    [Fact]
    public void Lesson_WithTheCameraClosedForAMoment_HasNoNumbersAndForgetsTheCounts()
    {
        var lesson = new Bench().Begin().Show(minutes: 20, attentive: 20);
        lesson.Account.CloseCamera(lesson.Now);
        lesson.Account.OpenCamera(lesson.Now);
        lesson.Show(minutes: 20, attentive: 7);

        AssertNothingIsSpent(lesson.End(), LessonStatus.Closed, (7, 7));
    }

    [Fact]
    public void Lesson_WithTheCameraClosedFromTheStart_HasNoNumbers()
    {
        var lesson = new Bench();
        lesson.Account.CloseCamera(lesson.Now);
        lesson.Begin().Show(minutes: 20, attentive: 20);

        AssertNothingIsSpent(lesson.End(), LessonStatus.Closed, (0, 0));
    }

    [Fact]
    public void Lesson_AfterOneWithTheCameraClosed_HasNumbers()
    {
        var lesson = new Bench().Begin();
        lesson.Account.CloseCamera(lesson.Now);
        lesson.Account.OpenCamera(lesson.Now);
        lesson.End();

        Assert.Equal(LessonStatus.Ok, lesson.Begin().Show(minutes: 20, attentive: 20).End().Release(_ => true).Status);
    }

    [Fact]
    public void Lesson_WithFewFrames_HasNoSignal()
    {
        var lesson = new Bench().Begin().Show(minutes: 10, attentive: 20).Wait(minutes: 20);

        AssertNothingIsSpent(lesson.End(), LessonStatus.NoSignal, (20, 20));
    }

    [Fact]
    public void Lesson_InTheDark_HasNoSignal()
    {
        var lesson = new Bench().Begin().Show(minutes: 30, attentive: 20, condition: FrameCondition.LowLight);

        AssertNothingIsSpent(lesson.End(), LessonStatus.NoSignal, (0, 0));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-20)]
    public void Lesson_WithALargeStepOfTheClock_HasNoSignal(int minutes)
    {
        var lesson = new Bench().Begin().Show(minutes: 30, attentive: 20).Step(minutes).Show(minutes: 30, attentive: 20);

        AssertNothingIsSpent(lesson.End(), LessonStatus.NoSignal, (20, 20));
    }

    [Fact]
    public void Lesson_ThatNobodyEnds_IsReleasedOnceWithoutNumbers()
    {
        var lesson = new Bench().Begin().Show(minutes: 45, attentive: 20);
        FinishedLesson? forgotten = null;
        for (var minute = 45; minute <= LessonAccount.Longest.TotalMinutes; minute++)
        {
            Assert.Null(forgotten);
            forgotten = lesson.Step(minutes: 1).Account.Advance(lesson.Now);
        }

        Assert.NotNull(forgotten);

        AssertNothingIsSpent(forgotten, LessonStatus.NotEnded, (20, 20));
        Assert.Equal(LessonAccount.Longest, forgotten.Length);
        Assert.Null(lesson.Account.Start);
        Assert.Null(lesson.Account.End(lesson.Now));
    }

    [Fact]
    public void Begin_WhileALessonIsInProgress_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => new Bench().Begin().Begin());

    [Fact]
    public void Faces_BetweenLessons_AreNotCounted()
    {
        var lesson = new Bench().Show(minutes: 10, attentive: 30).Begin().Show(minutes: 20, attentive: 6);

        Assert.Equal((6, 6), lesson.End().Counts);
    }

    /// <summary>
    /// Sensitivity: one person more changes each count by at most one, in whichever frames they are in view and attentive, with frames as
    /// irregular as they come.
    /// </summary>
    [Fact]
    public void Counts_OnePersonMore_ChangeByAtMostOne() => Prop.ForAll(
        (from others in Gen.Choose(0, 30)
         from attentiveOthers in Gen.Choose(0, 30)
         from isThere in Gen.Elements(true, false)
         from isAttentive in Gen.Elements(true, false)
         from frames in Gen.Choose(1, 4)
         from seconds in Gen.Elements(0.2, 1.0, 3.0, 40.0)
         select (others, Math.Min(others, attentiveOthers), isThere, isAttentive, frames, seconds)).ListOf(40).ToArbitrary(),
        parts =>
        {
            var (without, with) = (new Bench().Begin(), new Bench().Begin());
            foreach (var (others, attentive, isThere, isAttentive, frames, seconds) in parts)
            {
                var person = isThere ? 1 : 0;
                without.Show(frames, seconds, attentive, others - attentive);
                with.Show(frames, seconds, attentive + (isAttentive ? person : 0), others - attentive + (isAttentive ? 0 : person));
            }

            var (one, two) = (without.End(), with.End());
            Assert.InRange(two.Counts.People - one.Counts.People, 0, 1);
            Assert.InRange(two.Counts.Attentive - one.Counts.Attentive, 0, 1);

            // Nor may a person decide whether there are numbers.
            Assert.Equal(one.Release(_ => false).Status, two.Release(_ => false).Status);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Windows_WhileLessonsAreReleased_HaveNoNumbers()
    {
        var options = TestRoom.Options();
        options.Lessons.Enabled = true;

        var room = new TestRoom(options).Show(120, attentive: 20);

        Assert.NotEmpty(room.Published);
        Assert.All(room.Published, window => Assert.Equal(WindowStatus.Suppressed, window.Status));
    }

    private static void AssertNothingIsSpent(FinishedLesson lesson, LessonStatus expected, (int, int) counts)
    {
        Assert.Equal(counts, lesson.Counts);
        var release = lesson.Release(_ => throw new InvalidOperationException("Nothing is to be spent."));
        Assert.Equal((expected, 0, null, null), (release.Status, release.Epsilon, release.People, release.Attentive));
        Assert.Null(ContractRules.FindProblem(release));
    }

    /// <summary>A room from eight o'clock on, with noise that is always the same.</summary>
    private sealed class Bench
    {
        public Bench(int cameras = 1)
        {
            var options = TestRoom.Options();
            options.Lessons.Enabled = true;
            var random = new Random(3);
            Account = new LessonAccount(options, cameras, below =>
            {
                Drawn++;
                return random.Next(below);
            });
        }

        public LessonAccount Account { get; }

        public DateTimeOffset Now { get; private set; } = Eight;

        public int Drawn { get; private set; }

        public Bench Begin()
        {
            Account.Begin(Now);
            return this;
        }

        public FinishedLesson End() => Account.End(Now)!;

        public Bench Show(double minutes, int attentive, int inattentive = 0, FrameCondition condition = FrameCondition.Usable) =>
            Show((int)(minutes * 30), seconds: 2, attentive, inattentive, condition);

        public Bench Show(int frames, double seconds, int attentive, int inattentive, FrameCondition condition = FrameCondition.Usable)
        {
            var faces = TestRoom.Faces(attentive, inattentive);
            for (var frame = 0; frame < frames; frame++)
            {
                Account.Observe(Now, faces, condition);
                Now += TimeSpan.FromSeconds(seconds);
            }

            return this;
        }

        public Bench Wait(double minutes)
        {
            for (var minute = 0; minute < minutes; minute++)
            {
                Now += TimeSpan.FromMinutes(1);
                Account.Advance(Now);
            }

            return this;
        }

        public Bench Step(double minutes)
        {
            Now += TimeSpan.FromMinutes(minutes);
            return this;
        }
    }
}
