using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace EdgeMonitor.Dashboard.Hosting;

/// <summary>The command line of <c>edgemonitor-dashboard</c>.</summary>
internal static class DashboardCommand
{
    private const string Examples = """
        Examples:
          edgemonitor-dashboard account add alex --role admin
              the first administrator; the password is asked for
          edgemonitor-dashboard
              the broker on this machine, pages on http://localhost:5080, history in a file
          edgemonitor-dashboard --mqtt-host broker.school.example --urls https://0.0.0.0:8443
              another broker, pages for the whole network; Kestrel:Certificates:Default names the certificate
          edgemonitor-dashboard --config /etc/edgemonitor/dashboard.json
              { "Urls": "http://localhost:5080", "Mqtt": { "Host": "broker", "Username": "dashboard",
                "PasswordFile": "/etc/edgemonitor/mqtt.password", "Tls": { "Enabled": true } },
                "History": { "Database": "Host=db;Database=edgemonitor;Username=edgemonitor;Passfile=/etc/edgemonitor/pgpass" } }
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
        var config = NewOption<string?>("--config", "FILE", "Configuration file (JSON)");
        var open = new Option<bool>("--open") { Description = "Ask nobody to sign in; for a demonstration on this machine only" };
        database.Recursive = true;
        config.Recursive = true;
        var command = new RootCommand("EdgeMonitor's dashboard: shows the rooms that devices report over MQTT as web pages.")
        {
            urls, host, port, database, open, config, AccountCommand.Create(Read),
        };
        command.SetAction((parsed, cancellation) => run(Read(parsed), cancellation));
        var help = command.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
        return command;

        DashboardArguments Read(ParseResult parsed) => new()
        {
            Urls = parsed.GetValue(urls),
            MqttHost = parsed.GetValue(host),
            MqttPort = parsed.GetValue(port),
            Database = parsed.GetValue(database),
            Open = parsed.GetValue(open),
            ConfigFile = parsed.GetValue(config),
        };
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
            if (parseResult.CommandResult.Command is RootCommand)
            {
                parseResult.InvocationConfiguration.Output.WriteLine(Examples);
            }

            return status;
        }
    }
}
