using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Rooms;
using EdgeMonitor.Dashboard.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Dashboard.Tests;

public sealed class RoomLineTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_OneDevice_IsEveryWindowInOrder() =>
        Prop.ForAll<byte[]>(numbers =>
        {
            var windows = numbers.Distinct().Select(number => One("cam-1", At(number), number, people: 20)).ToArray();
            return RoomLine.Of(windows).SequenceEqual(windows.OrderBy(one => one.Window.Sequence));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_SeveralDevices_ShowsOnlyPublishedWindowsAndOneAtATime() =>
        Prop.ForAll<(byte Device, byte Number, byte People)[]>(published =>
        {
            var windows = published
                .Select(one => One($"cam-{one.Device % 3}", At(one.Number).AddSeconds(one.Device % 3), one.Number, one.People))
                .DistinctBy(one => (one.Device, one.Window.Sequence))
                .ToArray();
            var line = RoomLine.Of(windows);
            var numbers = windows.Select(one => one.Window.Sequence).Distinct().Order();
            return line.All(windows.Contains) && line.Select(one => one.Window.Sequence).SequenceEqual(numbers);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Spokesman_IsTheOneWithNumbersThenTheOneThatSeesMost()
    {
        var few = One("cam-1", Start, 1, people: 10);
        var many = One("cam-2", Start, 1, people: 20);
        var none = new DeviceWindow("cam-0", Samples.Window(Start, 1, WindowStatus.Suppressed));

        Assert.Same(many, RoomLine.Spokesman([few, none, many]));
        Assert.Same(few, RoomLine.Spokesman([none, few]));
        Assert.Null(RoomLine.Spokesman([]));
    }

    private static DateTimeOffset At(int number) => Start + (number * Samples.Length);

    private static DeviceWindow One(string device, DateTimeOffset start, int number, int people) =>
        new(device, Samples.Window(start, number, attentive: 0.5, people));
}
