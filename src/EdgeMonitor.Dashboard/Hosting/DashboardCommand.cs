using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace EdgeMonitor.Dashboard.Hosting;

/// <summary>The command line of <c>edgemonitor-dashboard</c>.</summary>
internal static class DashboardCommand
{
    private const string Examples = """
        Examples:
          edgemonitor-dashboard
              the broker on this machine, pages on http://localhost:5080
          edgemonitor-dashboard --mqtt-host broker.school.example --urls http://0.0.0.0:8080
              another broker, pages for the whole network
          edgemonitor-dashboard --config /etc/edgemonitor/dashboard.json
              { "Urls": "http://localhost:5080", "Mqtt": { "Host": "broker", "Username": "dashboard",
                "PasswordFile": "/etc/edgemonitor/mqtt.password", "Tls": { "Enabled": true } } }
          EDGEMONITOR_DASHBOARD__MQTT__HOST=broker edgemonitor-dashboard
              any setting from the environment

        """;

    /// <summary>Makes the command; <paramref name="run"/> gives the exit status.</summary>
    public static RootCommand Create(Func<DashboardArguments, CancellationToken, Task<int>> run)
    {
        var urls = NewOption<string?>("--urls", "ADDRESSES", "Addresses to listen on, with ';' between (default: this machine)");
        var host = NewOption<string?>("--mqtt-host", "HOST", "Name or address of the MQTT broker");
        var port = NewOption<int?>("--mqtt-port", "PORT", "The broker's port (default: 1883, with TLS 8883)");
        var database = NewOption<string?>("--database", "PLACE", "A file (SQLite), or a connection string of PostgreSQL's");
        var open = new Option<bool>("--open") { Description = "Ask nobody to sign in; for a demonstration on this machine only" };
        var config = NewOption<string?>("--config", "FILE", "Configuration file (JSON)");
        var command = new RootCommand("EdgeMonitor's dashboard: shows the rooms that devices report over MQTT as web pages.")
        {
            urls, host, port, database, open, config,
        };
        command.SetAction((parsed, cancellation) => run(
            new DashboardArguments
            {
                Urls = parsed.GetValue(urls),
                MqttHost = parsed.GetValue(host),
                MqttPort = parsed.GetValue(port),
                Database = parsed.GetValue(database),
                Open = parsed.GetValue(open),
                ConfigFile = parsed.GetValue(config),
            },
            cancellation));
        var help = command.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
        return command;
    }

    private static Option<T> NewOption<T>(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };

    private sealed class HelpWithExamples : SynchronousCommandLineAction
    {
        private readonly SynchronousCommandLineAction _help;

        public HelpWithExamples(SynchronousCommandLineAction help) => _help = help;

        public override int Invoke(ParseResult parseResult)
        {
            var status = _help.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output.WriteLine(Examples);
            return status;
        }
    }
}
