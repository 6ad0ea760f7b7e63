using EdgeMonitor.Contracts;

namespace EdgeMonitor.Dashboard.History;

/// <summary>
/// The last state and the newest windows of every device, by room, in memory: what pages show and follow live. Windows may
/// come late, in any order and twice. Safe for any number of threads.
/// </summary>
public sealed class LiveRooms
{
    /// <summary>Windows kept in memory per device: an hour of windows of thirty seconds.</summary>
    public const int WindowsPerDevice = 120;

    private readonly Lock _lock = new();
    private readonly Dictionary<RoomAddress, LiveRoom> _rooms = [];
    private readonly int _windowsPerDevice;
    private TaskCompletionSource _change = NewChange();
    private long _version;

    /// <summary>Makes an empty memory.</summary>
    public LiveRooms()
        : this(WindowsPerDevice)
    {
    }

    internal LiveRooms(int windowsPerDevice) => _windowsPerDevice = windowsPerDevice;

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

    /// <summary>How many devices are known.</summary>
    public int Devices
    {
        get
        {
            lock (_lock)
            {
                return _rooms.Values.Sum(room => room.Devices.Count);
            }
        }
    }

    /// <summary>Takes over what devices said.</summary>
    public void Apply(IEnumerable<DeviceReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        lock (_lock)
        {
            foreach (var report in reports)
            {
                FindOrAdd(report.Address).Apply(report);
            }

            SayChanged();
        }
    }

    /// <summary>Takes over a device as the database knows it, with windows of it.</summary>
    public void Load(KnownDevice known, IEnumerable<RoomAggregate> windows)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(windows);
        lock (_lock)
        {
            var device = FindOrAdd(known.Address);
            device.Load(known);
            foreach (var window in windows)
            {
                device.Add(window);
            }

            SayChanged();
        }
    }

    /// <summary>Forgets rooms with all of their devices.</summary>
    public void Forget(IEnumerable<RoomAddress> rooms)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        lock (_lock)
        {
            foreach (var room in rooms)
            {
                _rooms.Remove(room);
            }

            SayChanged();
        }
    }

    /// <summary>Says that something else about a room has changed, such as its lesson.</summary>
    public void Touch(RoomAddress room)
    {
        lock (_lock)
        {
            if (_rooms.TryGetValue(room, out var live))
            {
                live.Version = ++_version;
                SayChanged();
            }
        }
    }

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
            return _rooms.TryGetValue(room, out var live) ? Snapshot(room, live) : null;
        }
    }

    /// <summary>The newest windows of all devices of a room, device by device, each in the order of time.</summary>
    public IReadOnlyList<DeviceWindow> Newest(RoomAddress room)
    {
        lock (_lock)
        {
            return _rooms.TryGetValue(room, out var live) ? [.. live.Devices.Values.SelectMany(device => device.Windows())] : [];
        }
    }

    private static RoomSnapshot Snapshot(RoomAddress address, LiveRoom room) =>
        new(address, [.. room.Devices.Values.Select(device => device.Snapshot())], room.Version);

    // Waiters must not run inside the lock, hence the asynchronous continuations.
    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void SayChanged()
    {
        _change.SetResult();
        _change = NewChange();
    }

    private DeviceRecord FindOrAdd(DeviceAddress address)
    {
        var place = RoomAddress.Of(address);
        if (!_rooms.TryGetValue(place, out var room))
        {
            room = new LiveRoom();
            _rooms.Add(place, room);
        }

        // Counted over all rooms: a room that was forgotten and comes back must not repeat a version that a page has seen.
        room.Version = ++_version;
        if (!room.Devices.TryGetValue(address.Device, out var device))
        {
            device = new DeviceRecord(address.Device, _windowsPerDevice);
            room.Devices.Add(address.Device, device);
        }

        return device;
    }

    private sealed class LiveRoom
    {
        public SortedDictionary<string, DeviceRecord> Devices { get; } = new(StringComparer.Ordinal);

        public long Version { get; set; }
    }
}
