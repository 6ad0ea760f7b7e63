using EdgeMonitor.Dashboard.History;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Fleet;

/// <summary>Reads the devices as they stand now.</summary>
public sealed class FleetBook
{
    private readonly LiveRooms _rooms;
    private readonly FleetOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Makes a reader.</summary>
    public FleetBook(LiveRooms rooms, IOptions<FleetOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _rooms = rooms;
        _options = options.Value;
        _time = time;
    }

    /// <summary>Every device, in the order of site, room and id, each with a number that changes with what is known of it.</summary>
    public IReadOnlyList<(DeviceState State, long Version)> All()
    {
        var now = _time.GetUtcNow();
        return
        [
            .. _rooms.Rooms().SelectMany(room => room.Devices.Select(
                device => (DeviceState.Of(room.Address, device, now, _options), room.Version))),
        ];
    }
}
