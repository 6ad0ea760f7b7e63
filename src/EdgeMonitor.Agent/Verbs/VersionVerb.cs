using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>edgemonitor version</c> and <c>edgemonitor --version</c>.</summary>
internal static class VersionVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create() =>
        new Verb("version", "Print the version.", "edgemonitor version") { Action = new Print() };

    /// <summary>Prints the version, the runtime and the machine's kind on one line.</summary>
    internal sealed class Print : SynchronousCommandLineAction
    {
        /// <inheritdoc/>
        public override int Invoke(ParseResult parseResult)
        {
            var platform = $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}";
            parseResult.InvocationConfiguration.Output.WriteLine($"edgemonitor {ProductVersion.Text} ({platform})");
            return ExitStatus.Ok;
        }
    }
}
