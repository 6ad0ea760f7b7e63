using System.CommandLine;
using EdgeMonitor.Agent.Evaluate;
using EdgeMonitor.Evaluation;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Verbs;

/// <summary>A measurement as a command, with the options that all measurements have.</summary>
/// <typeparam name="TReport">What comes out.</typeparam>
internal sealed class EvaluationVerb<TReport> : Verb
    where TReport : EvaluationReport
{
    /// <summary>Makes the command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, one sentence.</param>
    /// <param name="data">The split that is measured when none is named, the usual splits, and what is counted.</param>
    /// <param name="complete">Adds what the command's own options say.</param>
    /// <param name="run">Measures.</param>
    /// <param name="examples">Whole command lines.</param>
    public EvaluationVerb(
        string name,
        string description,
        (string DefaultSplit, string Splits, string Unit) data,
        Func<ParseResult, EvaluationRequest, EvaluationRequest> complete,
        Func<EvaluationRequest, CancellationToken, Task<TReport>> run,
        params IReadOnlyList<string> examples)
        : base(name, description, examples)
    {
        var folder = new Option<string>("--data") { Description = "Folder of the labelled pictures.", HelpName = "DIR", Required = true };
        var split = new Option<string>("--split")
        {
            Description = "Which part of the data: a name in the column split.",
            HelpName = data.Splits,
            DefaultValueFactory = _ => data.DefaultSplit,
        };
        var limit = new Option<int?>("--limit") { Description = $"Only the first N {data.Unit} of the split.", HelpName = "N" };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
            {
                result.AddError($"--limit takes at least 1, not {result.GetValueOrDefault<int?>()}.");
            }
        });
        var threads = new Option<int>("--threads")
        {
            Description = "Threads of one network call (0 to 64; 0: one for each processor, at most four).",
            HelpName = "N",
        };
        threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > VisionOptions.MostThreads)
            {
                result.AddError($"--threads takes 0 to {VisionOptions.MostThreads}, not {result.GetValueOrDefault<int>()}.");
            }
        });
        var models = ModelFolderOption.Create();
        var json = new Option<string?>("--json") { Description = "Write the figures as JSON; - is standard output.", HelpName = "FILE" };
        var html = new Option<string?>("--html") { Description = "Write the figures as one self-contained page with plots.", HelpName = "FILE" };
        foreach (var option in (Option[])[folder, split, limit, threads, models, json, html])
        {
            Add(option);
        }

        SetAction(async (parsed, cancellationToken) =>
        {
            var streams = parsed.InvocationConfiguration;
            var request = new EvaluationRequest(
                parsed.GetRequiredValue(folder), parsed.GetRequiredValue(split),
                new VisionOptions { ModelDirectory = parsed.GetValue(models), Threads = parsed.GetValue(threads) }, ProductVersion.Text)
            {
                Limit = parsed.GetValue(limit),
                Progress = new ProgressLines(streams.Error, TimeProvider.System),
            };
            var outputs = new ReportOutputs(parsed.GetValue(json), parsed.GetValue(html), streams.Output, streams.Error);
            return await EvaluationRun.RunAsync(() => run(complete(parsed, request), cancellationToken), outputs, streams.Error);
        });
    }
}
