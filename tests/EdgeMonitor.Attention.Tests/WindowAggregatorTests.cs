using EdgeMonitor.Contracts;

namespace EdgeMonitor.Attention.Tests;

public sealed class WindowAggregatorTests
{
    [Fact]
    public void Constructor_OptionsWithMistakes_ListsThemAll()
    {
        var exception = Assert.Throws<ArgumentException>(() => new TestRoom(new AttentionOptions { WindowSeconds = 1 }));

        Assert.Contains("attention.mode", exception.Message, StringComparison.Ordinal);
        Assert.Contains("attention.windowSeconds", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Window_OfASteadyRoom_GivesItsNumbers()
    {
        var window = new TestRoom().Show(30, attentive: 15, inattentive: 5).Last();

        Assert.Equal(
            new RoomAggregate
            {
                WindowStart = TestRoom.Eight,
                WindowEnd = TestRoom.Eight.AddSeconds(30),
                Sequence = TestRoom.Eight.AddSeconds(30).ToUnixTimeSeconds(),
                Mode = AttentionMode.Orientation,
                Status = WindowStatus.Ok,
                People = 20,
                VisibleShare = 1,
                AttentiveShare = 0.75,
                Coverage = 1,
                MinimumGroup = 5,
                Rounding = new RoundingRule(5, 0.05),
                Models = new ModelVersions("mtcnn@0123abcd"),
            },
            window);
    }

    [Fact]
    public void Window_StartedInTheMiddle_EndsWithEveryOtherDevices()
    {
        var room = new TestRoom(start: TestRoom.Eight.AddSeconds(12.5)).Show(17.5, attentive: 10);

        var window = room.Last();

        Assert.Equal(TestRoom.Eight, window.WindowStart);
        Assert.Equal(0.6, window.Coverage);
        Assert.Equal(WindowStatus.Ok, window.Status);
    }

    [Fact]
    public void Window_HeadsGoDown_CountsThemAsPresentAndNotAttentive()
    {
        var window = new TestRoom().Show(30, attentive: 20).Show(30, attentive: 8).Last();

        Assert.Equal((20, 0.4, 0.4), (window.People, window.VisibleShare, window.AttentiveShare));
    }

    [Fact]
    public void Window_MorePeopleCome_CountsThemAtOnce()
    {
        var room = new TestRoom().Show(600, attentive: 10).Show(30, attentive: 20);

        Assert.Equal((20, 1.0), (room.Last().People, room.Last().VisibleShare));
    }

    [Fact]
    public void Window_MostPeopleLeft_GivesNoNumbersAboutTheRest()
    {
        var room = new TestRoom().Show(300, attentive: 20).Show(30, attentive: 2);

        AssertNoNumbers(WindowStatus.Suppressed, room.Last());
    }

    [Fact]
    public void Window_FramesIrregularInTime_AreWeightedByTime()
    {
        var room = new TestRoom();
        var none = TestRoom.Faces(0, 10);
        var all = TestRoom.Faces(10);

        // Many frames in three quarters of the time and few in the rest: a mean over frames would give another share.
        room.Show(22.4, none);
        for (var i = 0; i < 4; i++)
        {
            room.Aggregator.Observe(TestRoom.Eight.AddSeconds(22.4 + 1.9 * i), all, FrameCondition.Usable);
        }

        var window = room.SetClock(TestRoom.Eight.AddSeconds(30)).Last();

        Assert.Equal((1.0, 0.25), (window.Coverage, window.AttentiveShare));
    }

    [Fact]
    public void Window_FrameAtItsEnd_ReachesIntoTheNextForAsLongAsItIsValid()
    {
        var options = TestRoom.Options();
        options.WindowSeconds = 10;
        options.FrameValidSeconds = 5;
        var room = new TestRoom(options).Show(10, attentive: 10).Wait(10);

        Assert.Equal([1, 0.5], room.Published.Select(window => window.Coverage));
    }

    [Fact]
    public void Window_WithoutFrames_IsNoSignal()
    {
        var room = new TestRoom().Wait(0).Wait(90);

        Assert.Equal(3, room.Published.Count);
        Assert.All(room.Published, window => AssertNoNumbers(WindowStatus.NoSignal, window));
        Assert.All(room.Published, window => Assert.Equal(0, window.Coverage));
    }

    [Fact]
    public void Window_TooFewFrames_IsNoSignal()
    {
        var room = new TestRoom().Show(10, attentive: 20).Wait(20);

        AssertNoNumbers(WindowStatus.NoSignal, room.Last());
        Assert.Equal(0.4, room.Last().Coverage);
    }

    [Fact]
    public void Window_Dark_IsLowLightAndIgnoresFaces()
    {
        var room = new TestRoom().Show(20, TestRoom.Faces(20), FrameCondition.LowLight).Show(10, attentive: 20);

        AssertNoNumbers(WindowStatus.LowLight, room.Last());
        Assert.Equal(0.35, room.Last().Coverage);
    }

    [Fact]
    public void Window_DarkAndTooFewFrames_IsNoSignal()
    {
        var room = new TestRoom().Show(10, [], FrameCondition.LowLight).Wait(20);

        AssertNoNumbers(WindowStatus.NoSignal, room.Last());
    }

    [Fact]
    public void Window_ClosedForAMoment_IsClosed()
    {
        var room = new TestRoom().Show(10, attentive: 20);
        room.Aggregator.CloseCamera(room.Now, [ClosingCause.Switch]);
        room.Aggregator.OpenCamera(room.Now);
        room.Show(20, attentive: 20);

        AssertNoNumbers(WindowStatus.Closed, room.Last());
        Assert.Equal(0, room.Last().Coverage);
        Assert.Equal(WindowStatus.Ok, room.Show(30, attentive: 20).Last().Status);
    }

    [Fact]
    public void Window_WhileClosed_IgnoresFrames()
    {
        var room = new TestRoom();
        room.Aggregator.CloseCamera(room.Now, [ClosingCause.Switch]);
        room.Show(90, attentive: 20);

        AssertNoNumbers(WindowStatus.Closed, room.Last());
        Assert.Equal(3, room.Published.Count);

        room.Aggregator.OpenCamera(room.Now);
        AssertNoNumbers(WindowStatus.Closed, room.Wait(30).Last());
        AssertNoNumbers(WindowStatus.NoSignal, room.Wait(30).Last());
    }

    [Fact]
    public void Window_ClosedForSeveralCauses_NamesAllThatHeldWithinIt()
    {
        var room = new TestRoom();
        room.Aggregator.CloseCamera(room.Now, [ClosingCause.Schedule]);
        room.Wait(15);
        room.Aggregator.CloseCamera(room.Now, [ClosingCause.Switch, ClosingCause.Schedule]);
        room.Aggregator.CloseCamera(room.Now, [ClosingCause.Switch]);

        Assert.Equal([ClosingCause.Switch, ClosingCause.Schedule], room.Wait(15).Last().ClosedBy);
        Assert.Equal([ClosingCause.Switch], room.Wait(30).Last().ClosedBy);
        room.Aggregator.OpenCamera(room.Now);
        Assert.Equal([ClosingCause.Switch], room.Wait(30).Last().ClosedBy);
        Assert.Null(room.Wait(30).Last().ClosedBy);
    }

    [Fact]
    public void CloseCamera_AfterAFullRoom_ForgetsWhoWasPresent()
    {
        var room = new TestRoom().Show(30, attentive: 20);
        room.Aggregator.CloseCamera(room.Now, [ClosingCause.Switch]);
        room.Wait(15);
        room.Aggregator.OpenCamera(room.Now);
        room.Show(45, attentive: 10);

        Assert.Equal((10, 1.0), (room.Last().People, room.Last().VisibleShare));
    }

    [Theory]
    [InlineData(0, WindowStatus.Suppressed)]
    [InlineData(4, WindowStatus.Suppressed)]
    [InlineData(5, WindowStatus.Suppressed)]
    [InlineData(6, WindowStatus.Ok)]
    public void Window_FirstOfAGroup_GivesNumbersFromAboveTheMinimum(int people, WindowStatus expected) =>
        Assert.Equal(expected, new TestRoom().Show(30, attentive: people).Last().Status);

    [Fact]
    public void Window_GroupFallsToTheMinimum_StillGivesNumbers()
    {
        var room = new TestRoom().Show(30, attentive: 6).Show(30, attentive: 5);

        Assert.Equal((WindowStatus.Ok, 5), (room.Last().Status, room.Last().People));
        AssertNoNumbers(WindowStatus.Suppressed, room.Show(30, attentive: 4).Last());
        AssertNoNumbers(WindowStatus.Suppressed, room.Show(30, attentive: 5).Last());
    }

    [Fact]
    public void Window_ExpressionsSwitchedOn_GivesTheMeanDistribution()
    {
        var options = TestRoom.Options(AttentionMode.Expression);
        options.PublishExpressions = true;
        var happy = TestRoom.Face(happy: 1);
        var sad = TestRoom.Face(happy: 0);

        var window = new TestRoom(options).Show(30, [happy, happy, happy, happy, happy, happy, sad, sad]).Last();

        Assert.Equal(new ExpressionShares(0, 0, 0, 0.75, 0.25, 0, 0), window.Expressions);
        Assert.Equal(0.75, window.AttentiveShare);
    }

    [Fact]
    public void Window_ExpressionsOfFewVisibleFaces_AreLeftOut()
    {
        var options = TestRoom.Options(AttentionMode.Expression);
        options.PublishExpressions = true;
        var happy = TestRoom.Face(happy: 1);

        // One face for most of the window and eight for the rest: eight people, but a distribution of one.
        var window = new TestRoom(options).Show(24, [happy]).Show(6, [.. Enumerable.Repeat(happy, 8)]).Last();

        Assert.Equal(WindowStatus.Ok, window.Status);
        Assert.Null(window.Expressions);
    }

    [Fact]
    public void Window_ExpressionsNotSwitchedOn_AreLeftOut()
    {
        var room = new TestRoom(TestRoom.Options(AttentionMode.Combined));

        Assert.Null(room.Show(30, [.. Enumerable.Repeat(TestRoom.Face(happy: 1), 10)]).Last().Expressions);
    }

    [Fact]
    public void Observe_FaceWithoutTheNeededExpression_ThrowsAndKeepsTheLastFrame()
    {
        var room = new TestRoom(TestRoom.Options(AttentionMode.Expression));
        room.Show(28.2, [.. Enumerable.Repeat(TestRoom.Face(happy: 1), 10)]);

        var faces = TestRoom.Faces(10);
        Assert.Throws<InvalidOperationException>(() => room.Aggregator.Observe(room.Now, faces, FrameCondition.Usable));

        Assert.Equal((1.0, 1.0), (room.Wait(1.8).Last().Coverage, room.Last().AttentiveShare));
    }

    [Fact]
    public void Clock_SmallStepBack_StandsStillAndGoesOn()
    {
        var room = new TestRoom().Show(40, attentive: 20);
        room.SetClock(room.Now.AddSeconds(-15)).Show(35, attentive: 20).Wait(0);

        Assert.Equal([TestRoom.Eight, TestRoom.Eight.AddSeconds(30)], room.Published.Select(window => window.WindowStart));
        Assert.All(room.Published, window => Assert.Equal((WindowStatus.Ok, 20, 1.0), (window.Status, window.People, window.VisibleShare)));
        Assert.Equal(0, room.Aggregator.ClockSteps);
    }

    [Fact]
    public void Clock_SmallStepForward_LosesCoverageNotWindows()
    {
        var room = new TestRoom().Show(30, attentive: 20).SetClock(TestRoom.Eight.AddSeconds(80)).Show(10, attentive: 20);

        Assert.Equal([1, 0.05, 0.35], room.Wait(0).Published.Select(window => window.Coverage));
        Assert.Equal([WindowStatus.Ok, WindowStatus.NoSignal, WindowStatus.NoSignal], room.Published.Select(window => window.Status));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-365 * 24)]
    [InlineData(1)]
    [InlineData(20 * 365 * 24)]
    public void Clock_LargeStep_DropsTheWindowInProgressAndStartsAnew(int hours)
    {
        var room = new TestRoom().Show(50, attentive: 20);
        var after = TestRoom.Eight.AddHours(hours);
        room.SetClock(after).Show(30, attentive: 20).Wait(0);

        Assert.Equal([TestRoom.Eight, after], room.Published.Select(window => window.WindowStart));
        Assert.True(room.Published[1].Sequence > room.Published[0].Sequence);
        Assert.Equal(1, room.Aggregator.ClockSteps);
    }

    [Fact]
    public void Clock_SingleFrameFarOff_CostsAWindowButInventsNone()
    {
        var room = new TestRoom().Show(40, attentive: 20);
        room.Aggregator.Observe(room.Now.AddHours(-3), TestRoom.Faces(20), FrameCondition.Usable);
        room.Show(50, attentive: 20).Wait(0);

        Assert.Equal([0, 30, 60], room.Published.Select(window => (window.WindowStart - TestRoom.Eight).TotalSeconds));
    }

    [Fact]
    public void Clock_AtTheEndsOfTime_DoesNotCrash()
    {
        var room = new TestRoom();
        foreach (var time in new[] { DateTimeOffset.MaxValue, DateTimeOffset.MinValue, DateTimeOffset.MaxValue })
        {
            room.Aggregator.Observe(time, TestRoom.Faces(20), FrameCondition.Usable);
            room.Aggregator.Advance(time);
        }

        Assert.Empty(room.Published);
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(30, 3600)]
    [InlineData(3600, 10)]
    [InlineData(300, 37)]
    public void Sequence_AfterARestartWithAnotherWindowLength_StillRises(int before, int after)
    {
        var old = TestRoom.Options();
        old.WindowSeconds = before;
        var first = new TestRoom(old).Wait(0);
        for (var i = 0; i < 62; i++)
        {
            first.Wait(60);
        }

        var changed = TestRoom.Options();
        changed.WindowSeconds = after;
        var second = new TestRoom(changed, first.Now).Wait(0);
        for (var i = 0; i < 62; i++)
        {
            second.Wait(60);
        }

        Assert.True(second.Published[0].Sequence > first.Published[^1].Sequence);
    }

    [Fact]
    public void Publish_SubscriberThrows_TheNextWindowIsWhole()
    {
        var published = new List<RoomAggregate>();
        var aggregator = new WindowAggregator(TestRoom.Options(), new ModelVersions("mtcnn@0123abcd"), window =>
        {
            published.Add(window);
            if (published.Count == 1)
            {
                throw new IOException("The first window is refused.");
            }
        });
        aggregator.Advance(TestRoom.Eight);

        Assert.Throws<IOException>(() => aggregator.Advance(TestRoom.Eight.AddSeconds(30)));
        aggregator.Advance(TestRoom.Eight.AddSeconds(60));

        Assert.Equal([TestRoom.Eight, TestRoom.Eight.AddSeconds(30)], published.Select(window => window.WindowStart));
    }

    private static void AssertNoNumbers(WindowStatus expected, RoomAggregate window)
    {
        Assert.Equal(expected, window.Status);
        Assert.Null(window.People);
        Assert.Null(window.VisibleShare);
        Assert.Null(window.AttentiveShare);
        Assert.Null(window.Expressions);
    }
}
