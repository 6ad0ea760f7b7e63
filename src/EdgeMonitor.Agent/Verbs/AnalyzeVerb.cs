using System.CommandLine;
using EdgeMonitor.Agent.Analysis;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>edgemonitor analyze PATH…</c>: the faces in pictures, folders and videos.</summary>
internal static class AnalyzeVerb
{
    private const string Table = "table";
    private const string JsonLines = "jsonl";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Pictures, videos, or folders of them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = new Option<string>("--format")
        {
            Description = "How to print: a table for people, or one JSON object a picture.",
            HelpName = $"{Table}|{JsonLines}",
            DefaultValueFactory = _ => Table,
        };
        format.AcceptOnlyFromAmong(Table, JsonLines);
        var minimumFace = new Option<int>("--minimum-face")
        {
            Description = "Smallest face to look for, in pixels (12 to 1000).",
            HelpName = "PIXELS",
            DefaultValueFactory = _ => VisionOptions.DefaultMinimumFaceSize,
        };
        minimumFace.Validators.Add(result => NumberRange.Check(
            result, minimumFace, VisionOptions.LowestMinimumFaceSize, VisionOptions.HighestMinimumFaceSize));
        var minimumScore = new Option<double>("--minimum-score")
        {
            Description = "Lowest score of a face to print (0.1 to 0.99).",
            HelpName = "SCORE",
            DefaultValueFactory = _ => VisionOptions.DefaultOutputThreshold,
        };
        minimumScore.Validators.Add(result => NumberRange.Check(
            result, minimumScore, VisionOptions.LowestThreshold, VisionOptions.HighestThreshold));
        var rate = new Option<double>("--frames-per-second")
        {
            Description = "How many frames of a second of video to look at (0.01 to 60).",
            HelpName = "RATE",
            DefaultValueFactory = _ => 1,
        };
        rate.Validators.Add(result => NumberRange.Check(result, rate, 0.01, 60));
        var noExpressions = new Option<bool>("--no-expressions")
        {
            Description = "Do not read expressions; the expression network is not even opened.",
        };

        var verb = new Verb(
            "analyze",
            "Find the faces in pictures and videos: boxes, landmarks, expression and head pose.",
            "edgemonitor analyze class.jpg",
            "edgemonitor analyze photos/ lesson.mp4 --format jsonl --no-expressions")
        {
            paths,
            format,
            minimumFace,
            minimumScore,
            rate,
            noExpressions,
        };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var streams = parsed.InvocationConfiguration;
            var options = new VisionOptions
            {
                MinimumFaceSize = parsed.GetRequiredValue(minimumFace),
                OutputThreshold = parsed.GetRequiredValue(minimumScore),
            };
            try
            {
                using var analyzer = FaceAnalyzer.Create(options, readExpressions: !parsed.GetValue(noExpressions));
                IFaceWriter writer = parsed.GetRequiredValue(format).Equals(JsonLines, StringComparison.Ordinal)
                    ? new JsonLinesWriter(streams.Output)
                    : new FaceTableWriter(streams.Output);
                var analysis = new FileAnalysis(analyzer, writer, streams.Error, parsed.GetRequiredValue(rate));
                return await analysis.RunAsync(parsed.GetRequiredValue(paths), cancellationToken) ? ExitStatus.Ok : ExitStatus.BadInput;
            }
            catch (Exception problem) when (MissingComponent.Describe(problem) is { } description)
            {
                await streams.Error.WriteLineAsync(description);
                return ExitStatus.MissingComponent;
            }
        });
        return verb;
    }
}
