using System.CommandLine;
using System.Text.Json;
using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Diagnosis;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>edgemonitor doctor</c>: everything that an appliance needs, and the next step where something is wrong.</summary>
internal static class DoctorVerb
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
        var json = new Option<bool>("--json") { Description = "Print JSON, once all is looked at." };
        var verb = new Verb(
            "doctor",
            "Look at camera, models, libraries, clock, temperature, disk and broker; each is ok, a warning or a failure with the next step.",
            "edgemonitor doctor",
            "edgemonitor doctor --config edgemonitor.json --json")
        {
            file,
            json,
        };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var inJson = parsed.GetValue(json);
            var findings = new List<Finding>();
            var configuration = ConfigurationLoader.Load(parsed.GetRequiredValue(file));
            await foreach (var finding in Doctor.ExamineAsync(configuration, TimeProvider.System, cancellationToken))
            {
                findings.Add(finding);
                if (!inJson)
                {
                    Print(finding, output);
                }
            }

            var isWell = !findings.Exists(finding => finding.Level is FindingLevel.Failure);
            if (inJson)
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(new FindingList(isWell, findings), FindingListJson.Default.FindingList));
            }

            return isWell ? ExitStatus.Ok : ExitStatus.Unwell;
        });
        return verb;
    }

    private static void Print(Finding finding, TextWriter output)
    {
        const int LevelWidth = 8;
        const int SubjectWidth = 14;
        output.WriteLine($"{finding.Level.ToString().ToLowerInvariant().PadRight(LevelWidth)} {finding.Subject.PadRight(SubjectWidth)} {finding.Text}");
        if (finding.NextStep is { } step)
        {
            output.WriteLine($"{"",LevelWidth} {"",SubjectWidth} -> {step}");
        }
    }
}
