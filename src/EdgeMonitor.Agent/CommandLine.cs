using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using EdgeMonitor.Agent.Verbs;

namespace EdgeMonitor.Agent;

/// <summary>
/// The command line <c>edgemonitor</c>. A verb is one class in <c>Verbs/</c> and one line in <see cref="CreateRoot"/>.
/// </summary>
internal static class CommandLine
{
    /// <summary>Runs the verb that <paramref name="args"/> name.</summary>
    /// <returns>The exit status, one of <see cref="ExitStatus"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var parsed = CreateRoot().Parse(args);
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,

            // Signals belong to the host of the verb that runs for long; the others just end.
            ProcessTerminationTimeout = null,

            // It would exit with the status of a wrong input.
            EnableDefaultExceptionHandler = false,
        };
        if (parsed.Action is not ParseErrorAction mistake)
        {
            return await RunAsync(parsed, configuration);
        }

        // Help after a mistyped option would push the mistake off the screen.
        mistake.ShowHelp = args.Count == 0;
        await parsed.InvokeAsync(configuration);
        await error.WriteLineAsync("'edgemonitor --help' lists the verbs, 'edgemonitor VERB --help' the options of one.");
        return ExitStatus.Usage;
    }

    /// <summary>All verbs with their options; the manual page and the shell completion are made from it too.</summary>
    internal static RootCommand CreateRoot()
    {
        var root = new RootCommand("EdgeMonitor: pixels go in, a handful of room-level numbers come out.")
        {
            RunVerb.Create(),
            SenseVerb.Create(),
            PublishVerb.Create(),
            PreviewVerb.Create(),
            AnalyzeVerb.Create(),
            ModelsVerb.Create(),
            EvaluateVerb.Create(),
            AdaptVerb.Create(),
            CheckConfigVerb.Create(),
            DoctorVerb.Create(),
            PrivacyReportVerb.Create(),
            VersionVerb.Create(),
        };

        foreach (var option in root.Options)
        {
            switch (option)
            {
                case HelpOption help:
                    help.Action = new HelpWithExamples((HelpAction)help.Action!);
                    break;
                case VersionOption version:
                    version.Action = new VersionVerb.Print();
                    break;
            }
        }

        return root;
    }

    private static async Task<int> RunAsync(ParseResult parsed, InvocationConfiguration configuration)
    {
        try
        {
            return await parsed.InvokeAsync(configuration);
        }
        catch (Exception exception)
        {
            await configuration.Error.WriteLineAsync($"edgemonitor failed, which is a mistake of ours: {exception}");
            return ExitStatus.Failed;
        }
    }
}
