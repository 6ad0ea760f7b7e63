using System.CommandLine;
using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Agent.Preview;
using EdgeMonitor.LocalPages;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>edgemonitor preview</c>: for installers, what the camera's faces look like to the program, without a picture.</summary>
internal static class PreviewVerb
{
    private const int StandardMinutes = 15;
    private const int MostMinutes = 60;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var file = new Option<string>("--config")
        {
            Description = "The configuration file.",
            HelpName = "FILE",
            DefaultValueFactory = _ => ConfigurationLoader.StandardFile,
        };
        var minutes = new Option<int>("--minutes")
        {
            Description = $"After how long it ends by itself (1 to {MostMinutes}).",
            HelpName = "MINUTES",
            DefaultValueFactory = _ => StandardMinutes,
        };
        minutes.Validators.Add(result => NumberRange.Check(result, minutes, 1, MostMinutes));
        var number = new Option<int>("--camera")
        {
            Description = "Which camera to show: 1, or 2 for the second one of the room.",
            HelpName = "NUMBER",
            DefaultValueFactory = _ => 1,
        };
        number.Validators.Add(result => NumberRange.Check(result, number, 1, 2));
        var port = PortOption.Create();

        var verb = new Verb(
            "preview",
            "Set a camera up without pictures: outlines, landmarks and quality of the faces, on a page that only this device reaches. "
                + "Stop edgemonitor sense or run first: a camera serves one program.",
            "edgemonitor preview --minutes 15 --config edgemonitor.json",
            "edgemonitor preview --port 8090")
        {
            file,
            minutes,
            number,
            port,
        };
        verb.SetAction((parsed, _) => RunAsync(
            ConfigurationLoader.Load(parsed.GetRequiredValue(file), AgentPart.Sense),
            parsed.GetRequiredValue(number),
            TimeSpan.FromMinutes(parsed.GetRequiredValue(minutes)),
            parsed.GetRequiredValue(port),
            parsed.InvocationConfiguration));
        return verb;
    }

    private static async Task<int> RunAsync(LoadedConfiguration configuration, int number, TimeSpan length, int port, InvocationConfiguration streams)
    {
        var error = streams.Error;
        if (!configuration.IsValid)
        {
            ConfigurationPrinter.PrintMistakes(configuration, error);
            return ExitStatus.BadInput;
        }

        var options = configuration.Options;
        if (number > options.Cameras.Count)
        {
            await error.WriteLineAsync("--camera is 2, but there is no secondCamera in the configuration.");
            return ExitStatus.BadInput;
        }

        var camera = options.Cameras[number - 1].Options;
        if (CameraPrograms.DescribeMissing([camera]) is { } missing)
        {
            await error.WriteLineAsync(missing);
            return ExitStatus.MissingComponent;
        }

        try
        {
            using var stop = new StopSignals();
            using var loggers = LoggerFactory.Create(
                logging => ConsoleLogging.AddTo(logging, options.Logging.Level, ConsoleLogging.GoesToJournal()));
            using var run = new PreviewRun(options, camera, length, TimeProvider.System, loggers);
            await using var server = await LocalPageServer.StartAsync(ScenePage.Page, port, stop.Token);
            await PrintAddressAsync(server.Address, length, streams.Output);
            await run.RunAsync(server, stop.Token);
            return ExitStatus.Ok;
        }
        catch (Exception problem) when (MissingComponent.Describe(problem) is { } description)
        {
            await error.WriteLineAsync(description);
            return ExitStatus.MissingComponent;
        }
        catch (IOException problem)
        {
            await error.WriteLineAsync(PortOption.Describe(port, problem));
            return ExitStatus.BadInput;
        }
    }

    private static async Task PrintAddressAsync(Uri address, TimeSpan length, TextWriter output)
    {
        await output.WriteLineAsync($"For {length.TotalMinutes} minutes, on this device: {address}");
        await output.WriteLineAsync($"From another machine: ssh -L {address.Port}:127.0.0.1:{address.Port} THIS-DEVICE, then the same address. Ctrl-C ends it.");
    }
}
