using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using System.Text;

namespace EdgeMonitor.Agent.Tests.Packaging;

/// <summary>The completion script for bash, written from the command line's own model.</summary>
internal static class BashCompletion
{
    private const string Head = """
        # bash completion for edgemonitor; written by the tests (UPDATE_GOLDEN=1) from the verbs themselves.

        _edgemonitor() {
            local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} verb='' word
            for word in "${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
                case "$verb/$word" in

        """;

    private const string Tail = """
            esac
            ((${#COMPREPLY[@]} > 0)) || mapfile -t COMPREPLY < <(compgen -f -- "$current")
        }
        complete -o filenames -F _edgemonitor edgemonitor

        """;

    /// <summary>Writes the script of <paramref name="root"/>.</summary>
    public static string Write(RootCommand root)
    {
        var commands = Paths(root, "").ToList();
        var script = new StringBuilder(Head);
        foreach (var (path, _) in commands.Skip(1))
        {
            script.Append(CultureInfo.InvariantCulture, $"            '{path}') verb='{path}' ;;\n");
        }

        script.Append("        esac\n    done\n    case \"$verb $previous\" in\n");
        foreach (var (path, command) in commands)
        {
            foreach (var option in command.Options)
            {
                var choices = Choices(option);
                if (choices.Length > 0)
                {
                    script.Append(CultureInfo.InvariantCulture, $"        '{path} {option.Name}') {Reply(choices)} && return ;;\n");
                }
            }
        }

        script.Append("    esac\n    case $verb in\n");
        foreach (var (path, command) in commands)
        {
            var words = command.Subcommands.Select(verb => verb.Name).Concat(command.Options.Select(option => option.Name)).Append("--help").Distinct();
            script.Append(CultureInfo.InvariantCulture, $"        '{path}') {Reply(string.Join(' ', words))} ;;\n");
        }

        return script.Append(Tail).ToString();
    }

    private static IEnumerable<(string Path, Command Command)> Paths(Command command, string path) =>
        command.Subcommands.SelectMany(verb => Paths(verb, $"{path}/{verb.Name}")).Prepend((path, command));

    private static string Reply(string words) => $"mapfile -t COMPREPLY < <(compgen -W '{words}' -- \"$current\")";

    private static string Choices(Option option) => option.ValueType == typeof(string)
        ? string.Join(' ', option.GetCompletions(CompletionContext.Empty).Select(item => item.Label))
        : "";
}
