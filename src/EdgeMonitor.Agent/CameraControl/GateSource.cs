namespace EdgeMonitor.Agent.CameraControl;

/// <summary>Who has a say in whether the camera may be open.</summary>
internal enum GateSource
{
    /// <summary>The switch at the device.</summary>
    Switch,

    /// <summary>The last request from afar.</summary>
    Request,

    /// <summary>The weekly schedule.</summary>
    Schedule,
}
