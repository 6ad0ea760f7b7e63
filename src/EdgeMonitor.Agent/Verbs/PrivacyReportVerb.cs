using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Agent.Privacy;
using EdgeMonitor.Contracts;
using EdgeMonitor.Contracts.Privacy;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>edgemonitor privacy-report</c>: everything that is collected, published and kept, for privacy officers.</summary>
internal static class PrivacyReportVerb
{
    private static readonly JsonSerializerOptions Layout = new(MessageJson.Default.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var file = new Option<string>("--config")
        {
            Description = "The configuration file.",
            HelpName = "FILE",
            DefaultValueFactory = _ => ConfigurationLoader.StandardFile,
        };
        var json = new Option<bool>("--json") { Description = "Print JSON, as the device publishes it, instead of text." };
        var verb = new Verb(
            "privacy-report",
            "List everything that is collected, published and kept with this configuration: fields, topics, retention, connections.",
            "edgemonitor privacy-report --config edgemonitor.json",
            "edgemonitor privacy-report --config edgemonitor.json --json")
        {
            file,
            json,
        };
        verb.SetAction(parsed =>
        {
            // Whoever asks need not be able to read the keys of the broker.
            var configuration = ConfigurationLoader.Load(parsed.GetRequiredValue(file), AgentPart.None);
            var streams = parsed.InvocationConfiguration;
            if (!configuration.IsValid)
            {
                ConfigurationPrinter.PrintMistakes(configuration, streams.Error);
                return ExitStatus.BadInput;
            }

            Print(PrivacyReportBuilder.Create(configuration.Options), parsed.GetValue(json), streams.Output);
            return ExitStatus.Ok;
        });
        return verb;
    }

    private static void Print(PrivacyReport report, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(report, Layout));
        }
        else
        {
            PrivacyReportText.Write(report, output);
        }
    }
}
