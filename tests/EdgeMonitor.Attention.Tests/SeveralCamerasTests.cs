using EdgeMonitor.Contracts;

namespace EdgeMonitor.Attention.Tests;

public sealed class SeveralCamerasTests
{
    [Fact]
    public void Window_TwoCameras_CountsThePeopleOfBoth()
    {
        var window = new TestRoom(cameras: 2).ShowEach(30, TestRoom.Faces(6, 4), TestRoom.Faces(9, 1)).Last();

        Assert.Equal((WindowStatus.Ok, 20, 0.75), (window.Status, window.People, window.AttentiveShare));
    }

    [Fact]
    public void Window_TwoCamerasWithExpressions_GivesTheDistributionOverBoth()
    {
        var options = TestRoom.Options(AttentionMode.Expression);
        options.PublishExpressions = true;
        var (happy, sad) = (Enumerable.Repeat(TestRoom.Face(happy: 1), 15).ToArray(), Enumerable.Repeat(TestRoom.Face(happy: 0), 5).ToArray());

        var window = new TestRoom(options, cameras: 2).ShowEach(30, happy, sad).Last();

        Assert.Equal((0.75, 0.25), (window.Expressions!.Happy, window.Expressions.Sad));
    }

    [Fact]
    public void Window_OneOfTwoCamerasShowsNothing_IsNoSignal()
    {
        var room = new TestRoom(cameras: 2);
        room.ShowEach(30, TestRoom.Faces(20));

        Assert.Equal(WindowStatus.NoSignal, room.Last().Status);
    }

    [Fact]
    public void Window_OneOfTwoCamerasStops_CoversOnlyTheTimeOfBoth()
    {
        var room = new TestRoom(cameras: 2);
        room.ShowEach(20, TestRoom.Faces(10), TestRoom.Faces(10)).ShowEach(10, TestRoom.Faces(10));

        var window = room.Last();

        // Twenty seconds, and the two for which the last frame stands.
        Assert.Equal((WindowStatus.Ok, 20, 0.75), (window.Status, window.People, window.Coverage));
    }

    [Fact]
    public void Window_OneOfTwoCamerasInTheDark_IsLowLight()
    {
        var room = new TestRoom(cameras: 2);
        for (var second = 0; second < 30; second++)
        {
            var at = TestRoom.Eight + TimeSpan.FromSeconds(second);
            room.Aggregator.Observe(at, TestRoom.Faces(10), FrameCondition.Usable);
            room.Aggregator.Observe(at, [], FrameCondition.LowLight, camera: 1);
        }

        Assert.Equal(WindowStatus.LowLight, room.Wait(30).Published[0].Status);
    }

    /// <summary>One frame of the slow camera shows what is not there while the fast one goes on: still one frame.</summary>
    [Fact]
    public void Window_SlipInOneFrameOfASlowCamera_MakesNoPeople()
    {
        var room = new TestRoom(cameras: 2);
        for (var tick = 0; tick < 300; tick++)
        {
            var at = TestRoom.Eight + TimeSpan.FromSeconds(tick * 0.1);
            room.Aggregator.Observe(at, TestRoom.Faces(4), FrameCondition.Usable);
            if (tick % 15 == 0)
            {
                room.Aggregator.Observe(at, TestRoom.Faces(tick is 150 or 165 ? 10 : 0), FrameCondition.Usable, camera: 1);
            }
        }

        Assert.Equal(WindowStatus.Suppressed, room.Wait(30).Published[0].Status);
    }

    [Fact]
    public void CloseCamera_TwoCameras_ForgetsBoth()
    {
        var room = new TestRoom(cameras: 2);
        room.ShowEach(30, TestRoom.Faces(10), TestRoom.Faces(10));
        room.Aggregator.CloseCamera(room.Now, [ClosingCause.Switch]);
        room.Wait(60).Aggregator.OpenCamera(room.Now);
        room.Wait(30);

        room.ShowEach(30, TestRoom.Faces(10));

        Assert.Equal(WindowStatus.NoSignal, room.Last().Status);
    }
}
