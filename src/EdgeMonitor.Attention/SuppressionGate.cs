namespace EdgeMonitor.Attention;

/// <summary>
/// Decides whether a group is large enough for numbers, with hysteresis: it opens at the minimum plus a margin and stays open
/// down to the minimum. So a group that varies by one person about the threshold does not show that person coming and going
/// by numbers that appear and vanish, and nothing is ever given for less than the minimum.
/// </summary>
internal sealed class SuppressionGate
{
    private readonly int _minimum;
    private readonly int _margin;
    private bool _open;

    public SuppressionGate(int minimum, int margin)
    {
        _minimum = minimum;
        _margin = margin;
    }

    /// <summary>Whether numbers may be given for a group of this size: as estimated, never as rounded.</summary>
    public bool Decide(double group) => _open = group >= (_open ? _minimum : _minimum + _margin);

    /// <summary>Shuts the gate.</summary>
    public void Shut() => _open = false;
}
