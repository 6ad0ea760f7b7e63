using System.CommandLine;
using EdgeMonitor.Agent.Analysis;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Attention;
using EdgeMonitor.Contracts;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>edgemonitor analyze PATH…</c>: the faces in pictures, folders and videos.</summary>
internal static class AnalyzeVerb
{
    private const string Table = "table";
    private const string JsonLines = "jsonl";
    private const string Orientation = "orientation";
    private const string Expression = "expression";
    private const string Combined = "combined";

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

        var report = new Option<string?>("--report")
        {
            Description = "Write the attention over one recorded lesson as a page: the windows that a device in the room would publish.",
            HelpName = "FILE",
        };
        var live = new Option<bool>("--live")
        {
            Description = "Show what is found in a camera (/dev/video0) or video on a page that only this machine reaches. Not on appliances.",
        };
        var mode = new Option<string?>("--mode")
        {
            Description = $"What counts as attentive with --report ({Orientation} when not given) and --live ({Combined}). " +
                $"{Expression} and {Combined} infer emotions, which is prohibited in schools of the European Union.",
            HelpName = $"{Orientation}|{Expression}|{Combined}",
        };
        mode.AcceptOnlyFromAmong(Orientation, Expression, Combined);
        var window = new Option<int>("--window")
        {
            Description = "Length of a window of --report in seconds (10 to 3600).",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => AttentionOptions.DefaultWindowSeconds,
        };
        window.Validators.Add(result => NumberRange.Check(result, window, 10, 3600));
        var port = PortOption.Create();

        var verb = new Verb(
            "analyze",
            "Find the faces in pictures and videos: boxes, landmarks, expression and head pose.",
            "edgemonitor analyze class.jpg",
            "edgemonitor analyze photos/ lesson.mp4 --format jsonl --no-expressions",
            "edgemonitor analyze lesson.mp4 --report lesson.html --window 60",
            "edgemonitor analyze --live /dev/video0")
        {
            paths,
            format,
            minimumFace,
            minimumScore,
            rate,
            noExpressions,
            report,
            mode,
            window,
            live,
            port,
        };
        verb.Validators.Add(result =>
        {
            var isOne = result.GetValue(paths) is [_];
            if (result.GetValue(live) && result.GetValue(report) is not null)
            {
                result.AddError("--live and --report exclude each other.");
            }
            else if (!isOne && (result.GetValue(live) || result.GetValue(report) is not null))
            {
                result.AddError("--live and --report take one camera or video.");
            }
        });
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var streams = parsed.InvocationConfiguration;
            var score = parsed.GetRequiredValue(minimumScore);
            var run = new AnalyzeRun(
                new VisionOptions
                {
                    MinimumFaceSize = parsed.GetRequiredValue(minimumFace),
                    OutputThreshold = score,

                    // What is printed is the mean of both looks.
                    ConfirmThreshold = Math.Max(score, VisionOptions.DefaultConfirmThreshold),
                },
                !parsed.GetValue(noExpressions), parsed.GetRequiredValue(rate), streams);
            var files = parsed.GetRequiredValue(paths);
            try
            {
                return (parsed.GetValue(live), parsed.GetValue(report)) switch
                {
                    (true, _) => await run.ShowAsync(files[0], ModeOf(parsed.GetValue(mode)), parsed.GetValue(port)),
                    (_, { } page) => await run.ReportAsync(
                        files[0], page, ModeOf(parsed.GetValue(mode)) ?? AttentionMode.Orientation, parsed.GetValue(window), cancellationToken),
                    _ => await run.PrintAsync(files, parsed.GetRequiredValue(format).Equals(JsonLines, StringComparison.Ordinal), cancellationToken),
                };
            }
            catch (Exception problem) when (MissingComponent.Describe(problem) is { } description)
            {
                await streams.Error.WriteLineAsync(description);
                return ExitStatus.MissingComponent;
            }
        });
        return verb;
    }

    private static AttentionMode? ModeOf(string? name) => name switch
    {
        Orientation => AttentionMode.Orientation,
        Expression => AttentionMode.Expression,
        Combined => AttentionMode.Combined,
        _ => null,
    };
}
