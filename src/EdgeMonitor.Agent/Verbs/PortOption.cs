using System.CommandLine;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>--port PORT</c>, for the verbs that show a page on this machine.</summary>
internal static class PortOption
{
    private const int HighestPort = 65535;

    /// <summary>What a person can do about a port that cannot be listened on.</summary>
    public static string Describe(int port, IOException problem) =>
        $"The page cannot be shown on port {port}: {problem.Message} Choose another one with --port.";

    /// <summary>Makes the option.</summary>
    public static Option<int> Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "The port on 127.0.0.1; 0 takes a free one.",
            HelpName = "PORT",
            DefaultValueFactory = _ => 0,
        };
        port.Validators.Add(result => NumberRange.Check(result, port, 0, HighestPort));
        return port;
    }
}
