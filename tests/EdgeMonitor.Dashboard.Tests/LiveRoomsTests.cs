using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Dashboard.Tests;

public sealed class LiveRoomsTests
{
    private const int Capacity = 10;

    private static readonly DateTimeOffset Start = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);
    private static readonly DeviceAddress Device = new("north", "room-12", "cam-1");
    private static readonly RoomAddress Room = RoomAddress.Of(Device);

    [Fact]
    public void Apply_AnyOrderAndRepetition_KeepsTheNewestWindowsOnceInOrder() =>
        Prop.ForAll<byte[]>(arrivals =>
        {
            var rooms = new LiveRooms(Capacity);
            foreach (var number in arrivals)
            {
                rooms.Apply([Report(number)]);
            }

            var expected = arrivals.Distinct().Order().TakeLast(Capacity).Select(number => (long)number);
            return rooms.Newest(Room).Select(one => one.Window.Sequence).SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Find_LateBacklog_LatestStaysTheNewestByItsOwnTime()
    {
        var rooms = new LiveRooms();
        rooms.Apply([Report(7), Report(3)]);

        Assert.Equal(7, Assert.Single(rooms.Find(Room)!.Devices).Latest!.Sequence);
    }

    [Fact]
    public void Find_UnknownRoom_IsNull() => Assert.Null(new LiveRooms().Find(Room));

    [Fact]
    public void Version_OfARoom_ChangesWithThatRoomOnly()
    {
        var rooms = new LiveRooms();
        rooms.Apply([Report(0), Report(0) with { Address = new DeviceAddress("north", "room-13", "cam-1") }]);
        var before = rooms.Rooms().Select(room => room.Version).ToList();

        rooms.Apply([Report(1)]);

        Assert.Equal([false, true], rooms.Rooms().Select(room => room.Version).Zip(before, (now, then) => now == then));
    }

    [Fact]
    public void Version_OfARoomThatWasForgotten_IsNeverUsedAgain()
    {
        var rooms = new LiveRooms();
        rooms.Apply([Report(0)]);
        var before = rooms.Find(Room)!.Version;

        rooms.Forget([Room]);
        Assert.Null(rooms.Find(Room));
        rooms.Apply([Report(1)]);

        Assert.NotEqual(before, rooms.Find(Room)!.Version);
    }

    [Fact]
    public void NextChange_CompletesWithTheNextChangeOnly()
    {
        var rooms = new LiveRooms();
        var first = rooms.NextChange;
        rooms.Apply([Report(0)]);
        var second = rooms.NextChange;

        Assert.True(first.IsCompleted);
        Assert.False(second.IsCompleted);
    }

    [Fact]
    public void Apply_FromManyThreads_LosesNothing()
    {
        var rooms = new LiveRooms(1000);

        Parallel.For(0, 1000, number =>
            rooms.Apply([Report(number) with { Address = new DeviceAddress("north", "room-12", $"cam-{number % 4}") }]));

        Assert.Equal((4, 1000), (rooms.Devices, rooms.Newest(Room).Count));
    }

    private static WindowReport Report(int number) =>
        new(Device, Start, Samples.Window(Start + (number * Samples.Length), number));
}
