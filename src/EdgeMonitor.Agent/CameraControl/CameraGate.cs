using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>
/// Combines what switch, request and schedule say; the strictest wins: the camera may be open only while every one of them lets
/// it. One that has not spoken yet counts as closed. Safe for several threads.
/// </summary>
internal sealed class CameraGate
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<GateSource, Closing?> _sources = [];
    private GateState _state;
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Makes a gate that stays closed until each of <paramref name="sources"/> has opened it.</summary>
    public CameraGate(IEnumerable<GateSource> sources)
    {
        foreach (var source in sources)
        {
            _sources.Add(source, new Closing(ClosingCause.Fault, $"The {NameOf(source)} has not been read yet."));
        }

        _state = Combine();
    }

    /// <summary>What holds now.</summary>
    public GateState State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    /// <summary>Notes what <paramref name="source"/> says now: why the camera has to be closed, or null where it may be open.</summary>
    /// <exception cref="ArgumentException">The gate was made without this source.</exception>
    public void Set(GateSource source, Closing? closing)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (!_sources.TryGetValue(source, out var known))
            {
                throw new ArgumentException($"The gate knows no {NameOf(source)}.", nameof(source));
            }

            if (known == closing)
            {
                return;
            }

            _sources[source] = closing;
            _state = Combine();
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult();
    }

    /// <summary>Waits until something else than <paramref name="known"/> holds.</summary>
    public async Task<GateState> WaitForOtherThanAsync(GateState known, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (!ReferenceEquals(_state, known))
                {
                    return _state;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string NameOf(GateSource source) => source switch
    {
        GateSource.Switch => "privacy switch",
        GateSource.Request => "stored request",
        _ => "schedule",
    };

    private GateState Combine()
    {
        Closing[] closings = [.. _sources.Values.OfType<Closing>()];
        return closings.Length == 0 ? GateState.Open : new GateState(closings);
    }
}
