using System.CommandLine;
using EdgeMonitor.Evaluation;
using EdgeMonitor.Evaluation.Adaptation;
using EdgeMonitor.Evaluation.Expressions;
using EdgeMonitor.Evaluation.Faces;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>edgemonitor evaluate expressions|faces</c>: how right the networks are on pictures that people labelled.</summary>
internal static class EvaluateVerb
{
    /// <summary>Makes the command with its subcommands.</summary>
    public static Command Create() => new Verb(
        "evaluate",
        "Measure the networks on labelled pictures, by the product's own code.",
        "edgemonitor evaluate expressions --data fer2013/ --html expressions.html",
        "edgemonitor evaluate faces --data faces/ --json faces.json")
    {
        Expressions(),
        Faces(),
        Adaptation(),
    };

    private static EvaluationVerb<ExpressionReport> Expressions()
    {
        var model = new Option<string?>("--model")
        {
            Description = "An expression network of your own to measure, in place of the shipped one.",
            HelpName = "FILE",
        };
        return new EvaluationVerb<ExpressionReport>(
            "expressions",
            "Measure the expression network on FER-2013 with FER+: sheet-NN.png, and labels.csv.",
            ("private", "private|public|train", "faces"),
            (parsed, request) => request with { ExpressionModel = parsed.GetValue(model) },
            ExpressionEvaluation.RunAsync,
            "edgemonitor evaluate expressions --data fer2013/",
            "edgemonitor evaluate expressions --data fer2013/ --split public --json public.json --html public.html",
            "edgemonitor evaluate expressions --data fer2013/ --model resnet50.onnx --threads 1")
        {
            model,
        };
    }

    private static EvaluationVerb<FaceReport> Faces()
    {
        var detections = new Option<string?>("--detections")
        {
            Description = "Measure the faces that another detector found: image,score,xmin,ymin,xmax,ymax (CSV).",
            HelpName = "FILE",
        };
        var thresholds = new Option<double[]>("--thresholds")
        {
            Description = "Scores that P-Net, R-Net, O-Net and its second look ask for (0.1 to 0.99), for networks that need others than the shipped ones.",
            HelpName = "P R O C",
            Arity = new ArgumentArity(4, 4),
            AllowMultipleArgumentsPerToken = true,
        };
        thresholds.Validators.Add(result =>
        {
            if (result.Tokens.Count == 4 && result.GetValueOrDefault<double[]>() is { } values
                && values.Any(value => value is < VisionOptions.LowestThreshold or > VisionOptions.HighestThreshold))
            {
                result.AddError("--thresholds takes four numbers from 0.1 to 0.99.");
            }
        });
        return new EvaluationVerb<FaceReport>(
            "faces",
            "Measure the face detector on photos: images/, and boxes.csv.",
            ("dev", "dev|train", "pictures"),
            (parsed, request) =>
            {
                if (parsed.GetValue(thresholds) is [var proposal, var refine, var output, var confirm])
                {
                    var vision = request.Vision;
                    (vision.ProposalThreshold, vision.RefineThreshold) = (proposal, refine);
                    (vision.OutputThreshold, vision.ConfirmThreshold) = (output, confirm);
                }

                return request with { Detections = parsed.GetValue(detections) };
            },
            FaceEvaluation.RunAsync,
            "edgemonitor evaluate faces --data faces/",
            "edgemonitor evaluate faces --data faces/ --split train --limit 200 --html faces.html",
            "edgemonitor evaluate faces --data faces/ --detections haar.csv")
        {
            detections,
            thresholds,
        };
    }

    private static EvaluationVerb<AdaptationReport> Adaptation() => new(
        "adaptation",
        "Measure what a few labelled faces of a room are worth (edgemonitor adapt), in simulated rooms.",
        ("private", "private|public|train", "faces"),
        (_, request) => request,
        AdaptationEvaluation.RunAsync,
        "edgemonitor evaluate adaptation --data fer2013/");
}
