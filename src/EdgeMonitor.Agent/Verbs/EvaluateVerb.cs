using System.CommandLine;
using EdgeMonitor.Agent.Evaluate;
using EdgeMonitor.Evaluation;
using EdgeMonitor.Evaluation.Expressions;
using EdgeMonitor.Evaluation.Faces;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>edgemonitor evaluate expressions|faces</c>: how right the networks are on pictures that people labelled.</summary>
internal static class EvaluateVerb
{
    /// <summary>Makes the command with its two subcommands.</summary>
    public static Command Create() => new Verb(
        "evaluate",
        "Measure the networks on labelled pictures, by the product's own code.",
        "edgemonitor evaluate expressions --data fer2013/ --html expressions.html",
        "edgemonitor evaluate faces --data faces/ --json faces.json")
    {
        Create(
            ExpressionEvaluation.RunAsync,
            "private",
            "private|public|train",
            "faces",
            "expressions",
            "Measure the expression network on FER-2013 with FER+: sheet-NN.png, and labels.csv.",
            "edgemonitor evaluate expressions --data fer2013/",
            "edgemonitor evaluate expressions --data fer2013/ --split public --json public.json --html public.html"),
        Create(
            FaceEvaluation.RunAsync,
            "dev",
            "dev|train",
            "pictures",
            "faces",
            "Measure the face detector on photos: images/, and boxes.csv.",
            "edgemonitor evaluate faces --data faces/",
            "edgemonitor evaluate faces --data faces/ --split train --limit 200 --html faces.html"),
    };

    private static Verb Create<TReport>(
        Func<EvaluationRequest, CancellationToken, Task<TReport>> run,
        string defaultSplit, string splits, string unit, string name, string description, params IReadOnlyList<string> examples)
        where TReport : EvaluationReport
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder of the labelled pictures.",
            HelpName = "DIR",
            Required = true,
        };
        var split = new Option<string>("--split")
        {
            Description = "Which part of the data: a name in the column split.",
            HelpName = splits,
            DefaultValueFactory = _ => defaultSplit,
        };
        var limit = new Option<int?>("--limit") { Description = $"Only the first N {unit} of the split.", HelpName = "N" };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
            {
                result.AddError($"--limit takes at least 1, not {result.GetValueOrDefault<int?>()}.");
            }
        });
        var models = ModelFolderOption.Create();
        var json = new Option<string?>("--json")
        {
            Description = "Write the figures as JSON; - is standard output.",
            HelpName = "FILE",
        };
        var html = new Option<string?>("--html")
        {
            Description = "Write the figures as one self-contained page with plots.",
            HelpName = "FILE",
        };

        var verb = new Verb(name, description, examples) { data, split, limit, models, json, html };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var streams = parsed.InvocationConfiguration;
            var request = new EvaluationRequest(
                parsed.GetRequiredValue(data), parsed.GetRequiredValue(split),
                new VisionOptions { ModelDirectory = parsed.GetValue(models) }, ProductVersion.Text)
            {
                Limit = parsed.GetValue(limit),
                Progress = new ProgressLines(streams.Error, TimeProvider.System),
            };
            var outputs = new ReportOutputs(parsed.GetValue(json), parsed.GetValue(html), streams.Output, streams.Error);
            return await EvaluationRun.RunAsync(() => run(request, cancellationToken), outputs, streams.Error);
        });
        return verb;
    }
}
