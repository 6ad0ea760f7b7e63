using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using EdgeMonitor.Agent.Verbs;

namespace EdgeMonitor.Agent;

/// <summary>The usual help, followed by the examples of the verb (of every verb at the root) and the exit statuses.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private readonly HelpAction _usual;

    /// <summary>Adds to <paramref name="usual"/>.</summary>
    public HelpWithExamples(HelpAction usual) => _usual = usual;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var status = _usual.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        var output = parseResult.InvocationConfiguration.Output;
        var verbs = command is Verb ? [command] : command.Subcommands;

        output.WriteLine("Examples:");
        foreach (var example in verbs.OfType<Verb>().SelectMany(verb => verb.Examples))
        {
            output.WriteLine($"  {example}");
        }

        output.WriteLine();
        output.WriteLine(ExitStatus.Help);
        return status;
    }
}
