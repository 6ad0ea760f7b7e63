using System.CommandLine;
using EdgeMonitor.Agent.Hosting;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>edgemonitor run</c>: camera to broker, in one process, until SIGTERM or SIGINT.</summary>
internal static class RunVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create() => HostedVerb.Create(
        AgentPart.Both,
        "run",
        "Watch the room and publish its windows until SIGTERM or SIGINT.",
        "edgemonitor run --config edgemonitor.json",
        "EDGEMONITOR__ATTENTION__MODE=orientation edgemonitor run --config edgemonitor.json");
}
