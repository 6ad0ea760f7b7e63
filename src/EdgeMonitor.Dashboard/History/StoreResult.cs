namespace EdgeMonitor.Dashboard.History;

/// <summary>What became of something that the history was given.</summary>
public enum StoreResult
{
    /// <summary>It is kept.</summary>
    Stored,

    /// <summary>A window of this device and sequence is there already, or what it released of this lesson.</summary>
    Duplicate,

    /// <summary>It is of a time whose windows have been summed up or deleted.</summary>
    TooOld,

    /// <summary>The device is new, and there are as many devices as the history holds.</summary>
    TooManyDevices,
}
