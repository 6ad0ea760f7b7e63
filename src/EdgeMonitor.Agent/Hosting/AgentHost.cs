using EdgeMonitor.Agent.CameraControl;
using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Health;
using EdgeMonitor.Attention;
using EdgeMonitor.Capture;
using EdgeMonitor.Contracts;
using EdgeMonitor.Messaging;
using EdgeMonitor.Vision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Agent.Hosting;

/// <summary>Puts the agent together from its rooms.</summary>
internal static class AgentHost
{
    /// <summary>The longest that a stop may take before what still runs is abandoned.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    /// <summary>Makes the host; nothing is opened before it starts.</summary>
    /// <param name="options">Options without mistakes.</param>
    public static IHost Create(AgentOptions options)
    {
        // Empty: the usual builder would also read appsettings.json, DOTNET_* and its own arguments, which nobody checks.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "edgemonitor" });
        ConsoleLogging.AddTo(builder.Logging, options.Logging.Level, ConsoleLogging.GoesToJournal());
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopPatience);

        builder.Services.AddSingleton(TimeProvider.System);
        AddSensing(builder.Services, options);
        AddPublishing(builder.Services, options);

        // They stop in reverse order: nobody looks, the camera is closed, the last health, then everything out and offline.
        builder.Services.AddHostedService<PublishingService>();
        builder.Services.AddHostedService<HealthService>();
        builder.Services.AddHostedService<CameraControlService>();
        builder.Services.AddHostedService<SensingService>();
        return builder.Build();
    }

    private static void AddSensing(IServiceCollection services, AgentOptions options)
    {
        var infersEmotions = options.Attention.Mode is not AttentionMode.Orientation;
        services.AddSingleton<FrameMeter>();
        services.AddSingleton(_ => FaceAnalyzer.Create(options.Vision, readExpressions: infersEmotions));
        services.AddSingleton(provider => ModelsOf(provider.GetRequiredService<FaceAnalyzer>()));
        services.AddSingleton(provider => new CameraController(
            options.CameraControl,
            () => new Camera(options.Camera, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Camera>>()),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => provider.GetRequiredService<CameraController>().Shutter);
        services.AddSingleton(provider => new WindowAggregator(
            options.Attention, provider.GetRequiredService<ModelVersions>(), provider.GetRequiredService<Outbound>().Send));
    }

    private static void AddPublishing(IServiceCollection services, AgentOptions options)
    {
        services.AddSingleton<Outbound>();
        services.AddSingleton(options.Health);
        services.AddSingleton(new Thermometer());
        services.AddSingleton<HealthReporter>();
        services.AddSingleton(provider => new DevicePublisher(
            ProfileOf(options),
            new PublishingOptions(options.Mqtt, options.Outbox, options.HomeAssistant),
            provider.GetRequiredService<CameraController>().RequestAsync,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
    }

    private static DeviceProfile ProfileOf(AgentOptions options) => new(
        options.Device.ToAddress(),
        ProductVersion.Text,
        TimeSpan.FromSeconds(options.Attention.WindowSeconds),
        TimeSpan.FromSeconds(options.Health.IntervalSeconds));

    private static ModelVersions ModelsOf(FaceAnalyzer analyzer) => new(analyzer.DetectorVersion, analyzer.ExpressionVersion);
}
