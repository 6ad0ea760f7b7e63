using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Link;
using EdgeMonitor.Agent.Privacy;
using EdgeMonitor.Capture;
using EdgeMonitor.Contracts;
using EdgeMonitor.Vision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Agent.Hosting;

/// <summary>One run of the agent, from the start-up log to the exit status.</summary>
internal static partial class AgentRun
{
    /// <summary>Runs until SIGTERM or SIGINT, or until something fails for good.</summary>
    /// <param name="options">Options without mistakes.</param>
    /// <param name="part">What this process is.</param>
    /// <param name="error">Gets what keeps the agent from starting.</param>
    /// <returns>The exit status, one of <see cref="ExitStatus"/>.</returns>
    public static async Task<int> RunAsync(AgentOptions options, AgentPart part, TextWriter error)
    {
        if (part.HasFlag(AgentPart.Sense))
        {
            MemoryDumps.Forbid();
        }

        if (part.HasFlag(AgentPart.Sense)
            && CameraPrograms.DescribeMissing(options.Cameras.Select(camera => camera.Options)) is { } missing)
        {
            await error.WriteLineAsync(missing);
            return ExitStatus.MissingComponent;
        }

        var host = AgentHost.Create(options, part);
        await using var disposal = (IAsyncDisposable)host;
        try
        {
            LogStart(host.Services, options, part);
            await host.StartAsync();
        }
        catch (Exception exception) when (MissingComponent.Describe(exception) is { } description)
        {
            await error.WriteLineAsync(description);
            return ExitStatus.MissingComponent;
        }
        catch (LinkException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return ExitStatus.Failed;
        }

        await host.WaitForShutdownAsync();

        // The host has logged the exception and stopped because of it.
        var services = host.Services.GetServices<IHostedService>().OfType<BackgroundService>();
        return services.Any(service => service.ExecuteTask is { IsFaulted: true }) ? ExitStatus.Failed : ExitStatus.Ok;
    }

    /// <summary>Looks at an empty frame, so that a missing library is noticed now and the first real frame is not late.</summary>
    private static void WarmUp(FaceAnalyzer analyzer)
    {
        using var frame = new Frame(width: 64, height: 64);
        analyzer.Analyze(frame);
    }

    private static void LogStart(IServiceProvider services, AgentOptions options, AgentPart part)
    {
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(AgentRun));
        var mode = Written.Value(options.Attention.Mode);
        var device = options.Device.ToAddress();
        Log.Starting(logger, ProductVersion.Text, device, mode);
        if (options.Attention.Mode is not AttentionMode.Orientation)
        {
            Log.InfersEmotions(logger, mode);
        }

        if (part.HasFlag(AgentPart.Sense))
        {
            var models = services.GetRequiredService<ModelVersions>();
            Log.Models(logger, models.Detector, models.Expression ?? "none");
            WarmUp(services.GetRequiredService<FaceAnalyzer>());
        }

        if (part.HasFlag(AgentPart.Publish))
        {
            var broker = options.Mqtt.ToString();
            Log.Broker(logger, broker);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5000, Level = LogLevel.Information, Message = "EdgeMonitor {Version}, {Device}, mode {Mode}")]
        public static partial void Starting(ILogger logger, string version, DeviceAddress device, string mode);

        [LoggerMessage(
            EventId = 5001,
            Level = LogLevel.Warning,
            Message = "Mode {Mode} infers emotions. Regulation (EU) 2024/1689 (AI Act), Article 5(1)(f), prohibits this in "
                + "education institutions except for medical or safety reasons; the configuration acknowledges it")]
        public static partial void InfersEmotions(ILogger logger, string mode);

        [LoggerMessage(
            EventId = 5002, Level = LogLevel.Information, Message = "Models: detector {Detector}, expression {Expression}")]
        public static partial void Models(ILogger logger, string detector, string expression);

        [LoggerMessage(EventId = 5003, Level = LogLevel.Information, Message = "Broker: {Broker}")]
        public static partial void Broker(ILogger logger, string broker);
    }
}
