using System.CommandLine;
using EdgeMonitor.Agent.Configuration;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>edgemonitor check-config [FILE]</c>: the settings in effect, or every mistake.</summary>
internal static class CheckConfigVerb
{
    private const string Text = "text";
    private const string Json = "json";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "The configuration file.",
            DefaultValueFactory = _ => ConfigurationLoader.StandardFile,
        };
        var format = new Option<string>("--format")
        {
            Description = "How to print: text or json.",
            HelpName = $"{Text}|{Json}",
            DefaultValueFactory = _ => Text,
        };
        format.AcceptOnlyFromAmong(Text, Json);

        var verb = new Verb(
            "check-config",
            "Check the configuration and print every setting in effect with its origin, or every mistake.",
            "edgemonitor check-config edgemonitor.json",
            "EDGEMONITOR__MQTT__HOST=broker edgemonitor check-config edgemonitor.json --format json")
        {
            file,
            format,
        };
        verb.SetAction(parsed =>
        {
            var configuration = ConfigurationLoader.Load(parsed.GetRequiredValue(file));
            var streams = parsed.InvocationConfiguration;
            if (parsed.GetRequiredValue(format).Equals(Json, StringComparison.Ordinal))
            {
                ConfigurationPrinter.PrintJson(configuration, streams.Output);
            }
            else if (configuration.IsValid)
            {
                ConfigurationPrinter.PrintSettings(configuration, streams.Output);
            }
            else
            {
                ConfigurationPrinter.PrintMistakes(configuration, streams.Error);
            }

            return configuration.IsValid ? ExitStatus.Ok : ExitStatus.BadInput;
        });
        return verb;
    }
}
