using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Evaluation;

namespace EdgeMonitor.Agent.Evaluate;

/// <summary>One evaluation with its errors and outputs.</summary>
internal static class EvaluationRun
{
    /// <summary>Measures, and writes the report.</summary>
    /// <returns>The exit status.</returns>
    public static async Task<int> RunAsync<TReport>(Func<Task<TReport>> run, ReportOutputs outputs, TextWriter error)
        where TReport : EvaluationReport
    {
        // Before minutes of work, not after them.
        if (outputs.FindMistake() is { } mistake)
        {
            await error.WriteLineAsync(mistake);
            return ExitStatus.BadInput;
        }

        try
        {
            await outputs.WriteAsync(await run());
            return ExitStatus.Ok;
        }
        catch (DataMistakeException problem)
        {
            await error.WriteLineAsync(problem.Message);
            return ExitStatus.BadInput;
        }
        catch (Exception problem) when (MissingComponent.Describe(problem) is { } description)
        {
            await error.WriteLineAsync(description);
            return ExitStatus.MissingComponent;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"The report cannot be written: {problem.Message}");
            return ExitStatus.Failed;
        }
    }
}
