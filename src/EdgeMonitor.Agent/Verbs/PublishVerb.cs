using System.CommandLine;
using EdgeMonitor.Agent.Hosting;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>edgemonitor publish</c>: windows to broker, without the camera, until SIGTERM or SIGINT.</summary>
internal static class PublishVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create() => HostedVerb.Create(
        AgentPart.Publish,
        "publish",
        "The half of 'run' that has the network and no camera: publish what 'edgemonitor sense' hands over.",
        "edgemonitor publish --config edgemonitor.json");
}
