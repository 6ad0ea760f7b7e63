using EdgeMonitor.Contracts;

namespace EdgeMonitor.Dashboard.History;

/// <summary>The windows of a device and mode that began in one hour, as means over the time that has figures.</summary>
public sealed record DeviceHour
{
    /// <summary>The device's id within its room.</summary>
    public required string Device { get; init; }

    /// <summary>The hour's start, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The rule of attention.</summary>
    public required AttentionMode Mode { get; init; }

    /// <summary>How long there were windows.</summary>
    public required TimeSpan Watched { get; init; }

    /// <summary>How long these had figures.</summary>
    public required TimeSpan WithFigures { get; init; }

    /// <summary>People present; null without figures.</summary>
    public double? People { get; init; }

    /// <summary>Faces seen of people present, 0..1; null without figures.</summary>
    public double? VisibleShare { get; init; }

    /// <summary>Attentive people of people present, 0..1; null without figures.</summary>
    public double? AttentiveShare { get; init; }

    /// <summary>The lowest attentive share of a window; null without figures.</summary>
    public double? Lowest { get; init; }

    /// <summary>The highest attentive share of a window; null without figures.</summary>
    public double? Highest { get; init; }
}
