using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Accounts.OpenIdConnect;
using EdgeMonitor.Dashboard.Api;
using EdgeMonitor.Dashboard.Audit;
using EdgeMonitor.Dashboard.Fleet;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Ingest;
using EdgeMonitor.Dashboard.Language;
using EdgeMonitor.Dashboard.Lessons;
using EdgeMonitor.Dashboard.Live;
using EdgeMonitor.Dashboard.Pages;
using EdgeMonitor.Dashboard.Rooms;
using EdgeMonitor.Dashboard.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

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

        // The keys lie in the database, which only this service reads: there is no second place to encrypt them with.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AddHistory(builder.Services);
        AddIngest(builder.Services);
        AddAccounts(builder.Services, builder.Configuration);
        AddPages(builder.Services);
        builder.Services.AddApiDocument();

        var app = builder.Build();
        DashboardConfiguration.Check(app.Services, builder.Configuration);
        UseMiddleware(app);
        MapRoutes(app);
        return app;
    }

    private static void UseMiddleware(WebApplication app)
    {
        app.UseSecurityHeaders();
        if (DashboardConfiguration.ListensToHttps(app.Configuration))
        {
            // Nobody's password should travel in the clear because an address was typed without its beginning.
            app.UseHttpsRedirection();
        }

        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.UseLanguage();
        app.UseRouting();
        app.UseAuthentication();
        app.UseOtherSignIns();
        app.UseAuthorization();
        app.UseRateLimiter();
    }

    private static void MapRoutes(WebApplication app)
    {
        app.MapLanguage();
        app.MapRoomPages();
        app.MapLessonPages();
        app.MapFleetPages();
        app.MapPrivacyPages();
        app.MapAccountPages();
        app.MapRoomApi();
        app.MapSystemApi();
        app.MapApiDocument();
        app.MapProviderPages();
        app.MapSignInPages();
    }

    private static void AddHistory(IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Database>();
        services.AddSingleton<HistoryReader>();
        services.AddSingleton<HistoryWriter>();
        services.AddSingleton<Retention>();
        services.AddSingleton<LiveRooms>();
        services.AddSingleton<RoomBook>();
        services.AddSingleton<FleetBook>();
        services.AddSingleton<LessonBook>();
        services.AddSingleton<LessonReporter>();
        services.AddSingleton<LessonAnnouncer>();

        // The database is made and read before the first message comes.
        services.AddHostedService<HistoryLoader>();
        services.AddHostedService<RetentionService>();
    }

    private static void AddIngest(IServiceCollection services)
    {
        services.AddSingleton<MessageReader>();
        services.AddSingleton<MessageIntake>();
        services.AddSingleton(IngestClient.Create);
        services.AddSingleton<BrokerLink>();
        services.AddHostedService<MqttIngest>();
    }

    private static void AddAccounts(IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddSingleton<AccountStore>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<SignInDesk>();
        services.AddSessionCookie();
        if (configuration.GetSection(OpenIdConnectOptions.Section).Exists())
        {
            services.AddOpenIdConnect();
        }

        services.AddPolicies();
        services.AddSignInLimit();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "edgemonitor-forms";
            forms.FormFieldName = PageContext.TokenField;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

            // The pages' own headers forbid frames already.
            forms.SuppressXFrameOptionsHeader = true;
        });
        services.AddDataProtection().SetApplicationName("edgemonitor-dashboard");
        services.AddHttpsRedirection(https => https.RedirectStatusCode = StatusCodes.Status308PermanentRedirect);
        services.AddOptions<KeyManagementOptions>().Configure<Database>(
            (keys, database) => keys.XmlRepository = new DatabaseKeyRepository(database));
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddSingleton<LiveHtml>();
        services.AddSingleton<LiveEvents>();
        services.AddSingleton<FragmentCache>();
        services.AddSingleton<RoomBoard>();
        services.AddSingleton<FleetBoard>();
        services.AddSingleton<RoomParts>();
        services.AddSingleton<RoomQueries>();
        services.AddRazorComponents();
        services.AddResponseCompression();
    }
}
