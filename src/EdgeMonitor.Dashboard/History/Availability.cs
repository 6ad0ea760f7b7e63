namespace EdgeMonitor.Dashboard.History;

/// <summary>What the broker last said about a device's connection.</summary>
public enum Availability
{
    /// <summary>The device has announced nothing yet.</summary>
    Unknown,

    /// <summary>The device is connected to the broker.</summary>
    Online,

    /// <summary>The device left, or the broker lost it.</summary>
    Offline,
}
