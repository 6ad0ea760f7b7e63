namespace EdgeMonitor.Capture;

/// <summary>
/// Pauses that double up to a limit. Each is shortened by up to half at random, so that the cameras of a house that lost its
/// network do not all come back at one moment.
/// </summary>
internal sealed class RestartBackoff
{
    private readonly CameraRestartOptions _options;
    private readonly Random _random;
    private double _seconds;

    public RestartBackoff(CameraRestartOptions options, Random random)
    {
        _options = options;
        _random = random;
        _seconds = options.MinimumSeconds;
    }

    /// <summary>The pause before the next attempt.</summary>
    public TimeSpan Next()
    {
        var pause = _seconds * (1 - _random.NextDouble() / 2);
        _seconds = Math.Min(2 * _seconds, _options.MaximumSeconds);
        return TimeSpan.FromSeconds(pause);
    }

    /// <summary>Forgets earlier failures.</summary>
    public void Reset() => _seconds = _options.MinimumSeconds;
}
