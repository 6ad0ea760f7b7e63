using System.CommandLine;
using EdgeMonitor.Agent.Hosting;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>edgemonitor sense</c>: camera to windows, without the network, until SIGTERM or SIGINT.</summary>
internal static class SenseVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create() => HostedVerb.Create(
        AgentPart.Sense,
        "sense",
        "The half of 'run' that has the camera and no network: watch the room and hand its windows to 'edgemonitor publish'.",
        "edgemonitor sense --config edgemonitor.json");
}
