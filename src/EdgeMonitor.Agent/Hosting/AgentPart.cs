namespace EdgeMonitor.Agent.Hosting;

/// <summary>The half of the agent that a process is, or both.</summary>
[Flags]
internal enum AgentPart
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>Camera to windows; no network: <c>edgemonitor sense</c>.</summary>
    Sense = 1,

    /// <summary>Windows to broker; no camera: <c>edgemonitor publish</c>.</summary>
    Publish = 2,

    /// <summary>Everything in one process: <c>edgemonitor run</c>.</summary>
    Both = Sense | Publish,
}
