using System.Globalization;
using System.Net;
using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Accounts.OpenIdConnect;
using EdgeMonitor.Dashboard.Fleet;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Ingest;
using EdgeMonitor.Dashboard.Storage;
using EdgeMonitor.Messaging;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Hosting;

/// <summary>
/// Where settings come from, the later winning: defaults, <c>appsettings.json</c> beside the program, <c>--config</c>, the
/// environment (<c>EDGEMONITOR_DASHBOARD__MQTT__HOST</c>), the command line. A new section is bound in <see cref="Bind"/>.
/// </summary>
internal static class DashboardConfiguration
{
    public const string EnvironmentPrefix = "EDGEMONITOR_DASHBOARD__";
    public const string DefaultUrls = "http://localhost:5080";
    public const string UrlsKey = "Urls";
    private const string MqttSection = "Mqtt";
    private const string HistorySection = "History";
    private const string IngestSection = "Ingest";
    private const string AccountsSection = "Accounts";
    private const string FleetSection = "Fleet";
    private const string AllowedHostsKey = "AllowedHosts";
    private const string KestrelSection = "Kestrel";

    // ASP.NET Core's own: true takes scheme and client from X-Forwarded-Proto and X-Forwarded-For.
    private const string ForwardedHeadersKey = "ForwardedHeaders_Enabled";
    private static readonly string[] KeysOfAFile =
    [
        UrlsKey, MqttSection, HistorySection, IngestSection, AccountsSection, OpenIdConnectOptions.Section, FleetSection,
        AllowedHostsKey, KestrelSection, ForwardedHeadersKey, "Logging",
    ];

    /// <summary>Adds the sources.</summary>
    /// <exception cref="ConfigurationException">The file is not there or is no JSON, or an address makes no sense.</exception>
    public static void AddSources(ConfigurationManager configuration, DashboardArguments arguments)
    {
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new(UrlsKey, DefaultUrls)] });
        if (arguments.ConfigFile is { } file)
        {
            AddFile(configuration, Path.GetFullPath(file));
        }

        configuration.AddEnvironmentVariables(EnvironmentPrefix);
        configuration.AddInMemoryCollection(FromCommandLine(arguments));
        if (configuration[AllowedHostsKey] is null && ListensOnLoopbackOnly(configuration))
        {
            // Otherwise a web page elsewhere could read the rooms through a name that it points at this machine (DNS rebinding).
            configuration[AllowedHostsKey] = "localhost;127.0.0.1;[::1]";
        }
    }

    /// <summary>The database that the dashboard would use with <paramref name="arguments"/>.</summary>
    /// <exception cref="ConfigurationException">The configuration has mistakes.</exception>
    public static Database OpenDatabase(DashboardArguments arguments)
    {
        var configuration = new ConfigurationManager();
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
        AddSources(configuration, arguments);
        var services = new ServiceCollection();
        Bind(services, configuration);
        var mistakes = new List<string>();
        var provider = services.BuildServiceProvider();
        Read<HistoryOptions>(provider, mistakes);
        return mistakes.Count == 0
            ? new Database(provider.GetRequiredService<IOptions<HistoryOptions>>())
            : throw new ConfigurationException(string.Join(Environment.NewLine, mistakes));
    }

    /// <summary>Binds the sections to their options.</summary>
    public static void Bind(IServiceCollection services, IConfiguration configuration)
    {
        Bind<MqttOptions>(services, configuration.GetSection(MqttSection), mqtt => [("", mqtt), (nameof(mqtt.Tls), mqtt.Tls)]);
        Bind<HistoryOptions>(services, configuration.GetSection(HistorySection), history => [("", history)]);
        Bind<IngestOptions>(services, configuration.GetSection(IngestSection), ingest => [("", ingest)]);
        Bind<AccountOptions>(services, configuration.GetSection(AccountsSection), accounts => [("", accounts)]);
        Bind<OpenIdConnectOptions>(services, configuration.GetSection(OpenIdConnectOptions.Section), provider => [("", provider)]);
        Bind<FleetOptions>(services, configuration.GetSection(FleetSection), fleet => [("", fleet)]);
    }

    /// <summary>Reads every section, so that all mistakes come to light before anything starts.</summary>
    /// <exception cref="ConfigurationException">There are mistakes.</exception>
    public static void Check(IServiceProvider services, IConfiguration configuration)
    {
        var mistakes = new List<string>();
        Read<MqttOptions>(services, mistakes);
        Read<HistoryOptions>(services, mistakes);
        Read<IngestOptions>(services, mistakes);
        Read<AccountOptions>(services, mistakes);
        Read<OpenIdConnectOptions>(services, mistakes);
        Read<FleetOptions>(services, mistakes);
        mistakes.AddRange(CertificateFiles.FindMistakes(configuration));
        CheckSharing(services, mistakes);
        CheckOpen(services, configuration, mistakes);
        if (mistakes.Count > 0)
        {
            throw new ConfigurationException(string.Join(Environment.NewLine, mistakes));
        }
    }

    private static void Bind<T>(
        IServiceCollection services, IConfigurationSection section, Func<T, IReadOnlyList<(string Key, object? Value)>> parts)
        where T : class
    {
        services.Configure<T>(section, binder => binder.ErrorOnUnknownConfiguration = true);
        services.AddSingleton<IValidateOptions<T>>(new SectionValidator<T>(section.Key, parts));
    }

    private static void Read<T>(IServiceProvider services, List<string> mistakes)
        where T : class
    {
        try
        {
            _ = services.GetRequiredService<IOptions<T>>().Value;
        }
        catch (OptionsValidationException exception)
        {
            mistakes.AddRange(exception.Failures);
        }
        catch (InvalidOperationException exception)
        {
            // The binder's own: an unknown key, or a value of the wrong type. It names key and value.
            mistakes.Add(exception.Message);
        }
    }

    private static void CheckSharing(IServiceProvider services, List<string> mistakes)
    {
        if (mistakes.Count == 0
            && services.GetRequiredService<IOptions<IngestOptions>>().Value.ShareName is not null
            && !services.GetRequiredService<Database>().IsShared)
        {
            mistakes.Add($"{IngestSection}:{nameof(IngestOptions.ShareName)}: instances that share a subscription need one database "
                + $"that they share too: set {HistorySection}:{nameof(HistoryOptions.Database)} to a PostgreSQL server.");
        }
    }

    private static void CheckOpen(IServiceProvider services, IConfiguration configuration, List<string> mistakes)
    {
        if (mistakes.Count == 0
            && services.GetRequiredService<IOptions<AccountOptions>>().Value.Open
            && !ListensOnLoopbackOnly(configuration))
        {
            mistakes.Add($"{AccountsSection}:{nameof(AccountOptions.Open)}: a dashboard that asks nobody to sign in has to listen on "
                + $"this machine only, as on {DefaultUrls}; make accounts instead: edgemonitor-dashboard account add NAME --role admin");
        }
    }

    private static void AddFile(ConfigurationManager configuration, string file)
    {
        if (!File.Exists(file))
        {
            throw new ConfigurationException($"--config: there is no file {file}.");
        }

        try
        {
            var content = new ConfigurationBuilder().AddJsonFile(file).Build();
            var keys = content.GetChildren().Select(section => section.Key);
            var unknown = string.Join(", ", keys.Except(KeysOfAFile, StringComparer.OrdinalIgnoreCase));
            if (unknown.Length > 0)
            {
                throw new ConfigurationException(
                    $"--config: {file} has unknown keys: {unknown}. Known are {string.Join(", ", KeysOfAFile)}.");
            }

            configuration.AddConfiguration(content);
        }
        catch (InvalidDataException exception)
        {
            throw new ConfigurationException($"--config: {file} is no JSON: {exception.GetBaseException().Message}", exception);
        }
    }

    private static Dictionary<string, string?> FromCommandLine(DashboardArguments arguments)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        Set(UrlsKey, arguments.Urls);
        Set($"{HistorySection}:{nameof(HistoryOptions.Database)}", arguments.Database);
        Set($"{AccountsSection}:{nameof(AccountOptions.Open)}", arguments.Open ? bool.TrueString : null);
        Set($"{MqttSection}:{nameof(MqttOptions.Host)}", arguments.MqttHost);
        Set($"{MqttSection}:{nameof(MqttOptions.Port)}", arguments.MqttPort?.ToString(CultureInfo.InvariantCulture));
        return settings;

        void Set(string key, string? value)
        {
            if (value is not null)
            {
                settings[key] = value;
            }
        }
    }

    /// <summary>Whether one of the addresses is for HTTPS.</summary>
    public static bool ListensToHttps(IConfiguration configuration) =>
        configuration[UrlsKey]?.Contains("https://", StringComparison.OrdinalIgnoreCase) is true;

    private static bool ListensOnLoopbackOnly(IConfiguration configuration)
    {
        // Endpoints of Kestrel's own section take the place of the addresses.
        if (configuration.GetSection($"{KestrelSection}:Endpoints").Exists())
        {
            return false;
        }

        return (configuration[UrlsKey] ?? string.Empty)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .All(IsLoopback);
    }

    private static bool IsLoopback(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.Port is < 0 or > IPEndPoint.MaxPort)
            {
                throw new ConfigurationException($"Urls: '{url}' has no port of 0..{IPEndPoint.MaxPort}.");
            }

            var host = address.Host.Trim('[', ']');
            return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
        }
        catch (FormatException exception)
        {
            throw new ConfigurationException($"Urls: '{url}' is no address to listen on; write it as {DefaultUrls}.", exception);
        }
    }
}
