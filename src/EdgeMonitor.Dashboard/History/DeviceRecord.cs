using EdgeMonitor.Contracts;
using EdgeMonitor.Contracts.Privacy;

namespace EdgeMonitor.Dashboard.History;

/// <summary>
/// A device's newest windows in the order of their start, and its last state.
/// Not safe for several threads: <see cref="LiveRooms"/> locks.
/// </summary>
internal sealed class DeviceRecord
{
    private static readonly Comparer<RoomAggregate> ByTime = Comparer<RoomAggregate>.Create(
        (left, right) => (left.WindowStart, left.Sequence).CompareTo((right.WindowStart, right.Sequence)));

    private readonly string _device;
    private readonly int _capacity;
    private readonly List<RoomAggregate> _windows = [];
    private readonly HashSet<long> _sequences = [];
    private Availability _availability;
    private DateTimeOffset? _lastSeen;
    private DeviceHealth? _health;
    private PrivacyReport? _collection;

    public DeviceRecord(string device, int capacity)
    {
        _device = device;
        _capacity = capacity;
    }

    public void Apply(DeviceReport report)
    {
        switch (report)
        {
            case WindowReport { Window: var window }:
                Add(window);
                break;
            case HealthReport { Health: var health }:
                _health = health;
                break;
            case CollectionReport { Collection: var collection }:
                _collection = collection;
                break;
            case AvailabilityReport { Availability: var availability }:
                _availability = availability;
                break;
        }

        Heard(report.Heard);
    }

    public void Load(KnownDevice known)
    {
        _availability = known.Availability;
        _health = known.Health ?? _health;
        _collection = known.Collection ?? _collection;
        Heard(known.LastSeen);
    }

    public void Add(RoomAggregate window)
    {
        if (_sequences.Contains(window.Sequence))
        {
            return;
        }

        var index = ~_windows.BinarySearch(window, ByTime);
        if (_windows.Count == _capacity)
        {
            if (index == 0)
            {
                return;
            }

            _sequences.Remove(_windows[0].Sequence);
            _windows.RemoveAt(0);
            index--;
        }

        _sequences.Add(window.Sequence);
        _windows.Insert(index, WithSharedParts(window));
    }

    public DeviceSnapshot Snapshot() => new()
    {
        Device = _device,
        Availability = _availability,
        LastSeen = _lastSeen,
        Latest = _windows.Count > 0 ? _windows[^1] : null,
        Health = _health,
        Collection = _collection,
    };

    public IEnumerable<DeviceWindow> Windows() => _windows.Select(window => new DeviceWindow(_device, window));

    private void Heard(DateTimeOffset? at) => _lastSeen = _lastSeen > at || at is null ? _lastSeen : at;

    // A device's windows name the same networks and steps for weeks; one copy of each halves the memory.
    private RoomAggregate WithSharedParts(RoomAggregate window)
    {
        if (_windows.Count == 0)
        {
            return window;
        }

        var neighbour = _windows[^1];
        return window with
        {
            Models = window.Models == neighbour.Models ? neighbour.Models : window.Models,
            Rounding = window.Rounding == neighbour.Rounding ? neighbour.Rounding : window.Rounding,
        };
    }
}
