using System.CommandLine;
using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Hosting;

namespace EdgeMonitor.Agent.Verbs;

/// <summary>What the verbs that run until SIGTERM have in common: a configuration file, and a part of the agent that they are.</summary>
internal static class HostedVerb
{
    /// <summary>Makes the command.</summary>
    /// <param name="part">What the process is.</param>
    /// <param name="name">What the user types.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="examples">Whole command lines that work.</param>
    public static Command Create(AgentPart part, string name, string description, params IReadOnlyList<string> examples)
    {
        var file = new Option<string>("--config")
        {
            Description = "The configuration file.",
            HelpName = "FILE",
            DefaultValueFactory = _ => ConfigurationLoader.StandardFile,
        };
        var verb = new Verb(name, description, examples) { file };
        verb.SetAction((parsed, _) =>
        {
            var configuration = ConfigurationLoader.Load(parsed.GetRequiredValue(file), part);
            var error = parsed.InvocationConfiguration.Error;
            if (configuration.IsValid)
            {
                return AgentRun.RunAsync(configuration.Options, part, error);
            }

            ConfigurationPrinter.PrintMistakes(configuration, error);
            return Task.FromResult(ExitStatus.BadInput);
        });
        return verb;
    }
}
