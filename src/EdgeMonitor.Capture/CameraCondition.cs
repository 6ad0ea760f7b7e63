namespace EdgeMonitor.Capture;

/// <summary>What a camera is doing. A camera that stalled, froze or failed keeps saying so until it delivers again.</summary>
public enum CameraCondition
{
    /// <summary>Opened, no frame yet.</summary>
    Starting,

    /// <summary>Frames arrive and change.</summary>
    Running,

    /// <summary>The source came to its end in good order.</summary>
    Ended,

    /// <summary>No frame for longer than <see cref="CameraOptions.StallSeconds"/>.</summary>
    Stalled,

    /// <summary>The same picture for longer than <see cref="CameraOptions.FreezeSeconds"/>.</summary>
    Frozen,

    /// <summary>The capture process did not start, crashed or wrote a damaged stream.</summary>
    Failed,

    /// <summary>Closed on purpose.</summary>
    Closed,
}
