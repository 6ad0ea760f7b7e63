using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Diagnosis;

/// <summary>The networks, and ONNX Runtime, which loads them.</summary>
internal static class ModelCheck
{
    private const string Subject = "models";
    private const string Reinstall = "Install the package edgemonitor again: apt-get install --reinstall edgemonitor";

    /// <summary>Looks at them.</summary>
    public static IReadOnlyList<Finding> Examine(AgentOptions options)
    {
        try
        {
            return [.. ModelDescription.List(options.Vision).Select(model => model.Problem is { } problem
                ? Finding.Failure(Subject, problem, options.Vision.ModelDirectory is null ? Reinstall : "edgemonitor models")
                : Finding.Ok(Subject, $"{model.File} is what SHA256SUMS says, and loads"))];
        }
        catch (Exception exception) when (MissingComponent.Describe(exception) is { } description)
        {
            return [Finding.Failure(Subject, description, Reinstall)];
        }
    }
}
