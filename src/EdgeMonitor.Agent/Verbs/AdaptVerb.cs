using System.CommandLine;
using System.Globalization;
using EdgeMonitor.Agent.Adaptation;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Vision;
using EdgeMonitor.Vision.Expression;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>edgemonitor adapt</c>: a room's own correction of the expressions, from a few labelled faces.</summary>
internal static class AdaptVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var faces = new Option<string>("--faces")
        {
            Description = $"Folder with a folder for each emotion ({string.Join(", ", ExpressionReading.Names)}), " +
                "and in it pictures of one face each, taken in the room.",
            HelpName = "DIR",
            Required = true,
        };
        var output = new Option<string>("--out") { Description = "The file to write: numbers, no picture.", HelpName = "FILE", Required = true };
        var models = ModelFolderOption.Create();
        var verb = new Verb(
            "adapt",
            "Learn a room's own correction of the expressions from a few labelled faces; then name the file in vision.adaptation.",
            "edgemonitor adapt --faces room-3-14/ --out room-3-14.adaptation.json")
        {
            faces,
            output,
            models,
        };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var streams = parsed.InvocationConfiguration;
            try
            {
                using var analyzer = FaceAnalyzer.Create(
                    new VisionOptions { ModelDirectory = parsed.GetValue(models) }, readExpressions: true);
                var room = await RoomFaces.ReadAsync(parsed.GetRequiredValue(faces), analyzer, cancellationToken);
                if (room.Mistakes.Count > 0)
                {
                    await streams.Error.WriteLineAsync(string.Join(Environment.NewLine, room.Mistakes));
                    return ExitStatus.BadInput;
                }

                await WriteAsync(ExpressionAdaptation.Learn(analyzer.ExpressionVersion!, room.Faces), parsed.GetRequiredValue(output), streams);
                return ExitStatus.Ok;
            }
            catch (Exception problem) when (MissingComponent.Describe(problem) is { } description)
            {
                await streams.Error.WriteLineAsync(description);
                return ExitStatus.MissingComponent;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                await streams.Error.WriteLineAsync($"{parsed.GetRequiredValue(output)} cannot be written: {problem.Message}");
                return ExitStatus.Failed;
            }
        });
        return verb;
    }

    private static async Task WriteAsync(ExpressionAdaptation adaptation, string path, InvocationConfiguration streams)
    {
        await File.WriteAllTextAsync(path, adaptation.ToJson() + "\n");
        var counts = adaptation.Emotions.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Value.Faces} {one.Key}"));
        await streams.Output.WriteLineAsync($"learned from {string.Join(", ", counts)}; wrote {path}");
        await streams.Output.WriteLineAsync("To use it, set vision.adaptation to this file. The pictures are not needed any more: delete them.");
    }
}
