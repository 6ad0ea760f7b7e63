using System.CommandLine;
using System.Globalization;
using System.Text;
using EdgeMonitor.Agent.Verbs;

namespace EdgeMonitor.Agent.Tests.Packaging;

/// <summary>The manual page edgemonitor(1), written from the command line's own model (man(7)).</summary>
internal static class ManualPage
{
    private const string Head = """
        .\" Written by the tests (UPDATE_GOLDEN=1) from the verbs' own descriptions.
        .TH EDGEMONITOR 1 "" EdgeMonitor "User commands"
        .SH NAME
        edgemonitor \- watch a room and publish room-level figures, never a picture
        .SH SYNOPSIS
        .B edgemonitor
        .I VERB
        .RI [ OPTIONS ]
        .SH DESCRIPTION
        Pixels go in, a handful of room-level numbers come out. On an appliance two services do the work,
        .B edgemonitor-sense
        with the camera and without a network, and
        .B edgemonitor-publish
        with the network and without a camera;
        .B edgemonitor.target
        stands for both.
        .SH VERBS
        """;

    private const string Tail = """
        .SH EXIT STATUS
        .TP
        .B 0
        Done.
        .TP
        .B 1
        The configuration or another input has mistakes; every one is listed.
        .TP
        .B 2
        The command line is wrong.
        .TP
        .B 3
        A part of the system is missing or damaged, a library or a model; the message names it.
        .TP
        .B 4
        It failed while it ran.
        .TP
        .B 5
        .B doctor
        has found something that keeps the appliance from working.
        .SH FILES
        .TP
        .I /etc/edgemonitor/edgemonitor.json
        The configuration.
        .TP
        .I /etc/credstore/edgemonitor.mqtt.username\fR, \fIedgemonitor.mqtt.password\fR, \fIedgemonitor.mqtt.key
        The broker's user and password and the key of a client certificate, readable by root alone.
        .TP
        .I /var/lib/edgemonitor\-publish
        Windows that wait for the broker.
        .TP
        .I /var/lib/edgemonitor\-sense
        What the camera was last told.
        .TP
        .I /usr/share/doc/edgemonitor
        Every setting, and examples for units.
        .SH SEE ALSO
        .BR systemctl (1),
        .BR journalctl (1),
        .BR systemd\-creds (1)
        """;

    /// <summary>Writes the page of <paramref name="root"/>.</summary>
    public static string Write(RootCommand root)
    {
        var page = new StringBuilder(Head).Append('\n');
        foreach (var verb in root.Subcommands)
        {
            WriteVerb(page, "edgemonitor", verb);
        }

        return page.Append(Tail).Append('\n').ToString();
    }

    private static void WriteVerb(StringBuilder page, string path, Command verb)
    {
        path = $"{path} {verb.Name}";
        var arguments = string.Concat(verb.Arguments.Select(argument => $" {argument.Name}"));
        page.Append(CultureInfo.InvariantCulture, $".SS \"{Escape(path + arguments)}\"\n{Escape(verb.Description)}\n");
        foreach (var argument in verb.Arguments)
        {
            page.Append(CultureInfo.InvariantCulture, $".TP\n.I {argument.Name}\n{Escape(argument.Description)}\n");
        }

        foreach (var option in verb.Options)
        {
            var value = option.HelpName is { } name ? $" {name}" : "";
            page.Append(CultureInfo.InvariantCulture, $".TP\n.B {Escape(option.Name + value)}\n{Escape(option.Description)}\n");
        }

        if (verb is Verb { Examples: { Count: > 0 } examples })
        {
            var lines = string.Join('\n', examples.Select(Escape));
            page.Append(CultureInfo.InvariantCulture, $".PP\n.nf\n{lines}\n.fi\n");
        }

        foreach (var subcommand in verb.Subcommands)
        {
            WriteVerb(page, path, subcommand);
        }
    }

    /// <summary>Hyphens would become typographic, and a dot or quote that begins a line would be a request.</summary>
    private static string Escape(string? text)
    {
        var escaped = (text ?? "").Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return escaped is ['.' or '\'', ..] ? $"\\&{escaped}" : escaped;
    }
}
