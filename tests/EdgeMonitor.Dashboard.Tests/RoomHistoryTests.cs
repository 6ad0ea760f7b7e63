using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Tests;

public sealed class RoomHistoryTests
{
    private const int Capacity = 10;

    private static readonly DateTimeOffset Start = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);
    private static readonly DeviceAddress Device = new("north", "room-12", "cam-1");
    private static readonly RoomAddress Room = RoomAddress.Of(Device);

    [Fact]
    public void Add_AnyOrderAndRepetition_KeepsTheNewestWindowsOnceInOrder() =>
        Prop.ForAll<byte[]>(arrivals =>
        {
            var history = NewHistory();
            foreach (var number in arrivals)
            {
                history.Add(Device, WindowNumber(number), Start);
            }

            var expected = arrivals.Distinct().Order().TakeLast(Capacity).Select(number => (long)number);
            return All(history).Select(one => one.Window.Sequence).SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_AnyOrderAndRepetition_AnswersWhatBecameOfEachWindow() =>
        Prop.ForAll<byte[]>(arrivals =>
        {
            var history = NewHistory();
            var stored = arrivals.Count(number => history.Add(Device, WindowNumber(number), Start) == StoreResult.Stored);
            return stored >= history.Size.Windows && history.Size.Windows == Math.Min(Capacity, arrivals.Distinct().Count());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Windows_BetweenTwoTimes_AreThoseThatOverlap() =>
        Prop.ForAll<byte, byte>((from, to) =>
        {
            var history = NewHistory();
            foreach (var number in Enumerable.Range(0, Capacity))
            {
                history.Add(Device, WindowNumber(number), Start);
            }

            var (first, last) = (Start.AddSeconds(from), Start.AddSeconds(to));
            var expected = All(history).Where(one => one.Window.WindowEnd > first && one.Window.WindowStart < last);
            return history.Windows(Room, first, last).SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_SameSequenceOfAnotherDevice_IsNoDuplicate()
    {
        var history = NewHistory();

        Assert.Equal(StoreResult.Stored, history.Add(Device, WindowNumber(1), Start));
        Assert.Equal(StoreResult.Stored, history.Add(new DeviceAddress("north", "room-12", "cam-2"), WindowNumber(1), Start));
        Assert.Equal(StoreResult.Duplicate, history.Add(Device, WindowNumber(1), Start));
        Assert.Equal((2, 2), history.Size);
    }

    [Fact]
    public void Add_OlderThanAFullHistory_IsTooOld()
    {
        var history = NewHistory();
        foreach (var number in Enumerable.Range(1, Capacity))
        {
            history.Add(Device, WindowNumber(number), Start);
        }

        Assert.Equal(StoreResult.TooOld, history.Add(Device, WindowNumber(0), Start));
    }

    [Fact]
    public void Add_MoreDevicesThanAllowed_IsRefusedAndForgotten()
    {
        var history = NewHistory();
        history.Add(Device, WindowNumber(0), Start);
        history.SetHealth(new DeviceAddress("north", "room-13", "cam-1"), Samples.Health(Start), Start);

        var result = history.SetAvailability(new DeviceAddress("north", "room-14", "cam-1"), Availability.Online, Start);

        Assert.Equal(StoreResult.TooManyDevices, result);
        Assert.Equal(["room-12", "room-13"], history.Rooms().Select(room => room.Address.Room));
    }

    [Fact]
    public void Find_LateBacklog_LatestStaysTheNewestByItsOwnTime()
    {
        var history = NewHistory();
        history.Add(Device, WindowNumber(7), Start);
        history.Add(Device, WindowNumber(3), Start);

        Assert.Equal(7, Assert.Single(history.Find(Room)!.Devices).Latest!.Sequence);
    }

    [Fact]
    public void Find_UnknownRoom_IsNull() => Assert.Null(NewHistory().Find(Room));

    [Fact]
    public void NextChange_CompletesWithTheNextChangeOnly()
    {
        var history = NewHistory();
        var first = history.NextChange;
        history.Add(Device, WindowNumber(0), Start);
        var second = history.NextChange;

        Assert.True(first.IsCompleted);
        Assert.False(second.IsCompleted);
    }

    [Fact]
    public void Add_FromManyThreads_LosesNothing()
    {
        var history = new RoomHistory(Options.Create(new HistoryOptions { WindowsPerDevice = 1000, MaximumDevices = 4 }));

        Parallel.For(0, 1000, number =>
            history.Add(new DeviceAddress("north", "room-12", $"cam-{number % 4}"), WindowNumber(number), Start));

        Assert.Equal((4, 1000), history.Size);
    }

    private static RoomHistory NewHistory() =>
        new(Options.Create(new HistoryOptions { WindowsPerDevice = Capacity, MaximumDevices = 2 }));

    private static RoomAggregate WindowNumber(int number) => Samples.Window(Start + (number * Samples.Length), number);

    private static IReadOnlyList<DeviceWindow> All(RoomHistory history) =>
        history.Windows(Room, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
}
