using EdgeMonitor.Contracts;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.History;

/// <summary>
/// The windows and the last state of every device, by room, in memory and bounded. Windows may come late, in any order and
/// twice: they are kept in the order of their own time, one per device and sequence. Safe for any number of threads.
/// </summary>
public sealed class RoomHistory
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RoomAddress, SortedDictionary<string, DeviceRecord>> _rooms = [];
    private readonly HistoryOptions _options;
    private TaskCompletionSource _change = NewChange();
    private int _devices;

    /// <summary>Makes an empty history with the bounds of <paramref name="options"/>.</summary>
    public RoomHistory(IOptions<HistoryOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
    }

    /// <summary>Completes at the next change of any room. Take it before reading, and no change is missed.</summary>
    public Task NextChange
    {
        get
        {
            lock (_lock)
            {
                return _change.Task;
            }
        }
    }

    /// <summary>How many devices and windows are kept.</summary>
    public (int Devices, int Windows) Size
    {
        get
        {
            lock (_lock)
            {
                return (_devices, _rooms.Values.Sum(devices => devices.Values.Sum(device => device.Count)));
            }
        }
    }

    /// <summary>Keeps a window that was heard of at <paramref name="heard"/>.</summary>
    public StoreResult Add(DeviceAddress address, RoomAggregate window, DateTimeOffset heard)
    {
        ArgumentNullException.ThrowIfNull(window);
        return Change(address, heard, device => device.Add(window));
    }

    /// <summary>Keeps a device's health, in place of what was known before.</summary>
    public StoreResult SetHealth(DeviceAddress address, DeviceHealth health, DateTimeOffset heard)
    {
        ArgumentNullException.ThrowIfNull(health);
        return Change(address, heard, device =>
        {
            device.SetHealth(health);
            return StoreResult.Stored;
        });
    }

    /// <summary>Keeps whether a device is connected. <paramref name="heard"/> is null where this is no sign of life.</summary>
    public StoreResult SetAvailability(DeviceAddress address, Availability availability, DateTimeOffset? heard) =>
        Change(address, heard, device =>
        {
            device.SetAvailability(availability);
            return StoreResult.Stored;
        });

    /// <summary>Every room with a device, in the order of site and room.</summary>
    public IReadOnlyList<RoomSnapshot> Rooms()
    {
        lock (_lock)
        {
            return
            [
                .. _rooms
                    .OrderBy(room => room.Key.Site, StringComparer.Ordinal)
                    .ThenBy(room => room.Key.Room, StringComparer.Ordinal)
                    .Select(room => Snapshot(room.Key, room.Value)),
            ];
        }
    }

    /// <summary>One room; null when none of its devices has been heard of.</summary>
    public RoomSnapshot? Find(RoomAddress room)
    {
        lock (_lock)
        {
            return _rooms.TryGetValue(room, out var devices) ? Snapshot(room, devices) : null;
        }
    }

    /// <summary>
    /// The windows of all devices of a room that overlap the time from <paramref name="from"/> (inclusive) to
    /// <paramref name="to"/> (exclusive), device by device, each in the order of time.
    /// </summary>
    public IReadOnlyList<DeviceWindow> Windows(RoomAddress room, DateTimeOffset from, DateTimeOffset to)
    {
        lock (_lock)
        {
            return _rooms.TryGetValue(room, out var devices)
                ? [.. devices.Values.SelectMany(device => device.Between(from, to))]
                : [];
        }
    }

    private static RoomSnapshot Snapshot(RoomAddress room, SortedDictionary<string, DeviceRecord> devices) =>
        new(room, [.. devices.Values.Select(device => device.Snapshot())]);

    // Waiters must not run inside the lock, hence the asynchronous continuations.
    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StoreResult Change(DeviceAddress address, DateTimeOffset? heard, Func<DeviceRecord, StoreResult> change)
    {
        ArgumentNullException.ThrowIfNull(address);
        lock (_lock)
        {
            if (FindOrAdd(address) is not { } device)
            {
                return StoreResult.TooManyDevices;
            }

            if (heard is { } at)
            {
                device.Heard(at);
            }

            var result = change(device);
            _change.SetResult();
            _change = NewChange();
            return result;
        }
    }

    private DeviceRecord? FindOrAdd(DeviceAddress address)
    {
        var room = RoomAddress.Of(address);
        if (_rooms.TryGetValue(room, out var devices) && devices.TryGetValue(address.Device, out var known))
        {
            return known;
        }

        if (_devices == _options.MaximumDevices)
        {
            return null;
        }

        if (devices is null)
        {
            devices = new SortedDictionary<string, DeviceRecord>(StringComparer.Ordinal);
            _rooms.Add(room, devices);
        }

        var added = new DeviceRecord(address.Device, _options.WindowsPerDevice);
        devices.Add(address.Device, added);
        _devices++;
        return added;
    }
}
