using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Hosting;
using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeMonitor.Dashboard.Tests;

/// <summary>HTTPS with certificates of an authority such as a school's.</summary>
public sealed class HttpsTests : IAsyncLifetime
{
    private const string Password = "correct horse";

    private readonly string _folder = Directory.CreateTempSubdirectory("edgemonitor-https-").FullName;

    private string Certificate => Path.Combine(_folder, "broker.crt");

    private string Key => Path.Combine(_folder, "broker.key");

    public async ValueTask InitializeAsync()
    {
        await MakeCertificatesAsync("ca", _folder);
        await MakeCertificatesAsync("broker", _folder, "localhost", "127.0.0.1");
        await MakeCertificatesAsync("client", _folder, "other");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Https_PageAndSignIn_AreServedWithSecureCookiesAndHttpLeadsThere()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var dashboard = await RunningDashboard.StartAsync(
            broker, open: false, configFile: await ConfigureAsync(), urls: "https://127.0.0.1:0;http://127.0.0.1:0");
        var accounts = dashboard.Services.GetRequiredService<AccountStore>();
        await accounts.AddAsync("admin", Password, [Role.Admin], [], TestContext.Current.CancellationToken);
        using var visitor = new Visitor(dashboard.Address, TrustingTheAuthority());

        using var page = await visitor.GetAsync("/sign-in");
        using var signedIn = await visitor.SignInAsync("admin", Password);
        using var rooms = await visitor.GetAsync("/rooms");
        using var plain = await visitor.GetAsync(dashboard.Urls.Single(url => url.StartsWith("http:", StringComparison.Ordinal)) + "/rooms");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(["max-age=31536000"], page.Headers.GetValues("Strict-Transport-Security"));
        Assert.All(
            page.Headers.GetValues("Set-Cookie").Concat(signedIn.Headers.GetValues("Set-Cookie")),
            cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(HttpStatusCode.OK, rooms.StatusCode);
        Assert.Equal(HttpStatusCode.PermanentRedirect, plain.StatusCode);
        Assert.Equal(new Uri(dashboard.Address, "/rooms"), plain.Headers.Location);
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task BehindAProxyWithTls_CookiesAreSecureToo()
    {
        var config = Path.Combine(_folder, "proxy.json");
        await File.WriteAllTextAsync(config, """{ "ForwardedHeaders_Enabled": true }""", TestContext.Current.CancellationToken);
        await using var broker = await Mosquitto.StartAsync();
        await using var dashboard = await RunningDashboard.StartAsync(broker, open: false, configFile: config);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var page = await dashboard.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains("; secure", page.Headers.GetValues("Set-Cookie").First(), StringComparison.OrdinalIgnoreCase);
        Assert.True(page.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("broker.crt", "broker.key", null)]
    [InlineData("nowhere.crt", "broker.key", "nowhere.crt")]
    [InlineData("broker.crt", "nowhere.key", "nowhere.key")]
    [InlineData("broker.crt", "other.key", "is not the private key of the certificate")]
    [InlineData("broker.crt", "ca.crt", "is not the private key of the certificate")]
    [InlineData("broker.crt", null, "KeyPath: is missing")]
    [InlineData("broker.key", "broker.key", "holds no certificate")]
    [InlineData("ca.srl", null, "neither PEM nor PKCS #12")]
    [InlineData("ca.srl", "broker.key", "is no PEM")]
    public void FindMistakes_Files_SaysWhichSettingIsWrong(string certificate, string? key, string? expected)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Kestrel:Certificates:Default:Path"] = Path.Combine(_folder, certificate),
            ["Kestrel:Certificates:Default:KeyPath"] = key is null ? null : Path.Combine(_folder, key),
        };

        var mistakes = CertificateFiles.FindMistakes(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

        if (expected is null)
        {
            Assert.Empty(mistakes);
        }
        else
        {
            var mistake = Assert.Single(mistakes);
            Assert.StartsWith("Kestrel:Certificates:Default", mistake, StringComparison.Ordinal);
            Assert.Contains(expected, mistake, StringComparison.Ordinal);
        }
    }

    private static async Task MakeCertificatesAsync(params string[] arguments)
    {
        using var process = Process.Start(
            "bash", [Repository.Locate("deploy", "mosquitto", "make-certificates.sh"), .. arguments]);
        await process.WaitForExitAsync().WaitAsync(Mosquitto.Patience);
        Assert.Equal(0, process.ExitCode);
    }

    private async Task<string> ConfigureAsync()
    {
        var file = Path.Combine(_folder, "dashboard.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
        {
            Kestrel = new { Certificates = new { Default = new { Path = Certificate, KeyPath = Key } } },
        }));
        return file;
    }

    private SocketsHttpHandler TrustingTheAuthority() => new()
    {
        AllowAutoRedirect = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_folder, "ca.crt")) },
            },
        },
    };
}
