using EdgeMonitor.Agent.CameraControl;
using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Health;
using EdgeMonitor.Agent.Lessons;
using EdgeMonitor.Agent.Link;
using EdgeMonitor.Agent.Metrics;
using EdgeMonitor.Agent.Pacing;
using EdgeMonitor.Agent.Privacy;
using EdgeMonitor.Agent.Supervision;
using EdgeMonitor.Attention;
using EdgeMonitor.Attention.Lessons;
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
    /// <param name="part">What this process is.</param>
    public static IHost Create(AgentOptions options, AgentPart part)
    {
        // Empty: the usual builder would also read appsettings.json, DOTNET_* and its own arguments, which nobody checks.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "edgemonitor" });
        ConsoleLogging.AddTo(builder.Logging, options.Logging.Level, ConsoleLogging.GoesToJournal());
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopPatience);

        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options.Link);

        // They stop in reverse order: nobody looks, the camera is closed, the last health, what waits between the two halves, everything out and offline.
        if (part.HasFlag(AgentPart.Publish))
        {
            AddPublishing(services, options, isApart: part is AgentPart.Publish);
            services.AddHostedService<BrokerService>();
        }

        AddPassage(services, part);
        if (part.HasFlag(AgentPart.Sense))
        {
            AddSensing(services, options);
            services.AddHostedService<HealthService>();
            services.AddHostedService<CameraControlService>();
            services.AddHostedService<SensingService>();
        }

        if (ServiceManager.IsPresent)
        {
            AddSupervision(services, options, part);
        }

        return builder.Build();
    }

    /// <summary>The way from sensing to publishing: within this process, or this process's end of the link.</summary>
    private static void AddPassage(IServiceCollection services, AgentPart part)
    {
        switch (part)
        {
            case AgentPart.Sense:
                AddRequests(services);
                services.AddSingleton<SenseLink>();
                services.AddHostedService(provider => provider.GetRequiredService<SenseLink>());
                break;
            case AgentPart.Publish:
                services.AddSingleton<PublishLink>();
                services.AddSingleton<RequestHandler<CameraRequest>>(provider => provider.GetRequiredService<PublishLink>().AskAsync);
                services.AddSingleton<RequestHandler<LessonRequest>>(provider => provider.GetRequiredService<PublishLink>().AskAsync);
                services.AddHostedService(provider => provider.GetRequiredService<PublishLink>());
                break;
            default:
                AddRequests(services);
                services.AddHostedService<PublishingService>();
                break;
        }
    }

    private static void AddRequests(IServiceCollection services)
    {
        services.AddSingleton<RequestHandler<CameraRequest>>(provider => provider.GetRequiredService<CameraController>().RequestAsync);
        services.AddSingleton<RequestHandler<LessonRequest>>(provider =>
            provider.GetService<LessonDesk>() is { } desk ? desk.RequestAsync : LessonDesk.RefuseAsync);
    }

    private static void AddSensing(IServiceCollection services, AgentOptions options)
    {
        var infersEmotions = options.Attention.Mode is not AttentionMode.Orientation;
        var cameras = options.Cameras.Select(camera => camera.Options).ToArray();
        services.AddSingleton<Outbound>();
        services.AddSingleton<FrameMeter>();
        services.AddSingleton<PictureMeter>();
        services.AddSingleton(new PaceGovernor(options.Pace, cameras.Length));
        services.AddSingleton(_ => FaceAnalyzer.Create(options.Vision, readExpressions: infersEmotions));
        services.AddSingleton<IReadOnlyList<FaceAnalyzer>>(provider => AnalyzersOf(provider.GetRequiredService<FaceAnalyzer>(), cameras.Length));
        services.AddSingleton(provider => ModelsOf(provider.GetRequiredService<FaceAnalyzer>()));
        services.AddSingleton(provider => new CameraController(
            options.CameraControl,
            () => new CameraGroup(cameras, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Camera>>()),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => provider.GetRequiredService<CameraController>().Shutter);
        services.AddSingleton(provider => new WindowAggregator(
            options.Attention, provider.GetRequiredService<ModelVersions>(), provider.GetRequiredService<Outbound>().Send, cameras.Length));
        if (options.Attention.Lessons.Enabled)
        {
            services.AddSingleton(provider => CreateLessons(options, cameras.Length, provider));
        }

        services.AddSingleton(options.Health);
        services.AddSingleton(new Thermometer());
        services.AddSingleton(new Throttle());
        services.AddSingleton<HealthReporter>();
    }

    private static LessonDesk CreateLessons(AgentOptions options, int cameras, IServiceProvider provider)
    {
        var clock = provider.GetRequiredService<TimeProvider>();
        var budget = new EpsilonBudget(
            options.CameraControl.ResolveStateDirectory(),
            options.Attention.Lessons.DailyThousandths,
            BootId.Read(),
            clock,
            provider.GetRequiredService<ILogger<EpsilonBudget>>());
        return new LessonDesk(
            new LessonAccount(options.Attention, cameras),
            TimeSpan.FromMinutes(options.Attention.Lessons.ShortestMinutes),
            budget,
            provider.GetRequiredService<Outbound>().Send,
            clock,
            provider.GetRequiredService<ILogger<LessonDesk>>());
    }

    /// <summary>One for each camera, all on the same networks.</summary>
    private static IReadOnlyList<FaceAnalyzer> AnalyzersOf(FaceAnalyzer first, int cameras) =>
        [first, .. Enumerable.Range(1, cameras - 1).Select(_ => first.ForAnotherCamera())];

    private static void AddPublishing(IServiceCollection services, AgentOptions options, bool isApart)
    {
        services.AddSingleton(provider => new DevicePublisher(
            ProfileOf(options),
            new PublishingOptions(options.Mqtt, options.Outbox, options.HomeAssistant),

            // Asked for only when a request comes: the way to the camera needs the publisher itself.
            request => provider.GetRequiredService<RequestHandler<CameraRequest>>()(request, CancellationToken.None),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>(),
            options.Attention.Lessons.Enabled
                ? request => provider.GetRequiredService<RequestHandler<LessonRequest>>()(request, CancellationToken.None)
                : null));
        services.AddSingleton(provider => new DeviceOutlet(
            provider.GetRequiredService<DevicePublisher>(), isApart, provider.GetRequiredService<TimeProvider>()));
        if (options.Metrics.Endpoint is not null)
        {
            services.AddHostedService(provider => new MetricsExport(
                options.Metrics,
                options.Device.ToAddress(),
                () => DeviceFigures.Of(provider.GetRequiredService<DeviceOutlet>(), provider.GetRequiredService<DevicePublisher>()),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILoggerFactory>()));
        }
    }

    private static void AddSupervision(IServiceCollection services, AgentOptions options, AgentPart part)
    {
        if (part.HasFlag(AgentPart.Sense))
        {
            services.AddSingleton<IVitals>(provider => new SenseVitals(
                () => provider.GetRequiredService<CameraShutter>().Status,
                provider.GetRequiredService<FrameMeter>(),
                provider.GetRequiredService<Outbound>(),
                provider.GetService<SenseLink>(),
                (options.Cameras.Max(camera => camera.Options.StallSeconds), options.Attention),
                provider.GetRequiredService<TimeProvider>()));
        }

        if (part.HasFlag(AgentPart.Publish))
        {
            services.AddSingleton<IVitals>(provider => new PublishVitals(
                provider.GetRequiredService<DevicePublisher>(), options.Mqtt, provider.GetRequiredService<TimeProvider>()));
        }

        services.AddHostedService<SupervisionService>();
    }

    private static DeviceProfile ProfileOf(AgentOptions options) => new(
        options.Device.ToAddress(),
        ProductVersion.Text,
        TimeSpan.FromSeconds(options.Attention.WindowSeconds),
        TimeSpan.FromSeconds(options.Health.IntervalSeconds))
    {
        PrivacyReport = PrivacyReportBuilder.Create(options),
    };

    private static ModelVersions ModelsOf(FaceAnalyzer analyzer) => new(analyzer.DetectorVersion, analyzer.ExpressionVersion);
}
