using EdgeMonitor.Dashboard.Api;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Ingest;
using EdgeMonitor.Dashboard.Live;
using EdgeMonitor.Dashboard.Pages;
using EdgeMonitor.Dashboard.Rooms;
using EdgeMonitor.Dashboard.Storage;
using EdgeMonitor.Messaging;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Hosting;

/// <summary>Puts the dashboard together.</summary>
public static class DashboardApplication
{
    /// <summary>Makes the application, ready to start.</summary>
    /// <exception cref="ConfigurationException">The configuration has mistakes.</exception>
    public static WebApplication Create(DashboardArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);

        // The pages' files lie beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        DashboardConfiguration.AddSources(builder.Configuration, arguments);
        DashboardConfiguration.Bind(builder.Services, builder.Configuration);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        // What fails at the start is said once, without a stack trace, by Program.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AddServices(builder.Services);

        var app = builder.Build();
        DashboardConfiguration.Check(app.Services);
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.MapRoomPages();
        app.MapRoomApi();
        return app;
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Database>();
        services.AddSingleton<HistoryReader>();
        services.AddSingleton<HistoryWriter>();
        services.AddSingleton<Retention>();
        services.AddSingleton<LiveRooms>();
        services.AddSingleton<RoomBook>();
        services.AddSingleton<MessageReader>();
        services.AddSingleton<MessageIntake>();
        services.AddSingleton(provider => new MqttClient(
            provider.GetRequiredService<IOptions<MqttOptions>>().Value,
            will: null,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<MqttClient>>()));
        services.AddSingleton<BrokerLink>();

        // The database is made and read before the first message comes.
        services.AddHostedService<HistoryLoader>();
        services.AddHostedService<RetentionService>();
        services.AddHostedService<MqttIngest>();
        services.AddSingleton<LiveHtml>();
        services.AddSingleton<LiveEvents>();
        services.AddRazorComponents();
        services.AddResponseCompression();

        // The components' form protection asks for keys. There are no forms yet, so none need to be kept on disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
    }
}
