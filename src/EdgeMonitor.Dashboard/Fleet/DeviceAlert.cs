namespace EdgeMonitor.Dashboard.Fleet;

/// <summary>Why a device needs somebody.</summary>
public enum DeviceAlert
{
    /// <summary>It is not connected.</summary>
    Offline,

    /// <summary>It is said to be connected but says nothing.</summary>
    Silent,

    /// <summary>Its camera gives no usable picture.</summary>
    Blind,

    /// <summary>It is too hot.</summary>
    Hot,

    /// <summary>Messages pile up, or were lost.</summary>
    Full,

    /// <summary>Its clock is not synchronised.</summary>
    Clock,

    /// <summary>It names a problem of its own.</summary>
    Problem,
}
