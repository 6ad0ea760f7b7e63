using System.CommandLine;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Agent.Models;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>edgemonitor models</c>: the networks that would be loaded, and whether they are what they have to be.</summary>
internal static class ModelsVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var folder = ModelFolderOption.Create();
        var json = new Option<bool>("--json") { Description = "Print JSON, with whole hashes." };

        var verb = new Verb(
            "models",
            "List the networks that would be loaded, and check each against SHA256SUMS.",
            "edgemonitor models",
            "edgemonitor models --json")
        {
            folder,
            json,
        };
        verb.SetAction(parsed =>
        {
            var streams = parsed.InvocationConfiguration;
            try
            {
                var models = ModelDescription.List(new VisionOptions { ModelDirectory = parsed.GetValue(folder) });
                if (parsed.GetValue(json))
                {
                    ModelListPrinter.PrintJson(models, streams.Output);
                }
                else
                {
                    ModelListPrinter.PrintTable(models, streams.Output);
                }

                foreach (var problem in models.Select(model => model.Problem).OfType<string>().Distinct(StringComparer.Ordinal))
                {
                    streams.Error.WriteLine(problem);
                }

                return models.Any(model => model.Problem is not null) ? ExitStatus.MissingComponent : ExitStatus.Ok;
            }
            catch (Exception problem) when (MissingComponent.Describe(problem) is { } description)
            {
                streams.Error.WriteLine(description);
                return ExitStatus.MissingComponent;
            }
        });
        return verb;
    }
}
