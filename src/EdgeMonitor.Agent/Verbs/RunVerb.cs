using System.CommandLine;
using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Hosting;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>edgemonitor run</c>: camera to broker, in one process, until SIGTERM or SIGINT.</summary>
internal static class RunVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var file = new Option<string>("--config")
        {
            Description = "The configuration file.",
            HelpName = "FILE",
            DefaultValueFactory = _ => ConfigurationLoader.StandardFile,
        };

        var verb = new Verb(
            "run",
            "Watch the room and publish its windows until SIGTERM or SIGINT.",
            "edgemonitor run --config edgemonitor.json",
            "EDGEMONITOR__ATTENTION__MODE=orientation edgemonitor run --config edgemonitor.json")
        {
            file,
        };
        verb.SetAction((parsed, _) =>
        {
            var configuration = ConfigurationLoader.Load(parsed.GetRequiredValue(file));
            var error = parsed.InvocationConfiguration.Error;
            if (configuration.IsValid)
            {
                return AgentRun.RunAsync(configuration.Options, error);
            }

            ConfigurationPrinter.PrintMistakes(configuration, error);
            return Task.FromResult(ExitStatus.BadInput);
        });
        return verb;
    }
}
