using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Dashboard.Tests;

/// <summary>The real program in a process of its own.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgemonitor-program-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Help_ShowsOptionsAndExamples()
    {
        var (status, output, _) = await RunAsync(["--help"]);

        Assert.Equal(0, status);
        Assert.All(
            ["--urls", "--mqtt-host", "--mqtt-port", "--database", "--open", "--config", "account", "Examples:"],
            word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ \"Mqtt\": { \"Port\": 99999 }, \"History\": { \"MaximumDevices\": 0 } }", "Mqtt:Port", "MaximumDevices")]
    [InlineData("{ \"Mqtt\": { \"Hots\": \"broker\" } }", "Hots", "Mqtt")]
    [InlineData("{ \"Mqtt\": { \"Port\": \"many\" } }", "Mqtt:Port", "many")]
    [InlineData("{ \"Mqtt\": { \"Tls\": { \"Enabled\": false, \"CaFile\": \"ca.pem\" } } }", "Mqtt:Tls:Enabled", "TLS is off")]
    [InlineData("{ \"Mqqt\": { \"Host\": \"broker\" } }", "unknown keys: Mqqt", "Known are Urls, Mqtt")]
    [InlineData("{ \"Mqtt\": ", "no JSON", "--config")]
    [InlineData("{ \"Ingest\": { \"ShareName\": \"school\" } }", "Ingest:ShareName", "PostgreSQL")]
    [InlineData("{ \"History\": { \"Database\": \"Host=db;Prot=1\" } }", "History:Database", "prot")]
    [InlineData("{ \"History\": { \"WindowDays\": 90, \"HourDays\": 30 } }", "History:HourDays", "WindowDays")]
    [InlineData("{ \"OpenIdConnect\": { \"ClientId\": \"edgemonitor\" } }", "OpenIdConnect:Authority", "is missing")]
    [InlineData("{ \"OpenIdConnect\": { \"Authority\": \"http://id.example\" } }", "OpenIdConnect:Authority", "begins with https://")]
    [InlineData("{ \"OpenIdConnect\": { \"Authority\": \"https://id.example\" } }", "OpenIdConnect:ClientId", "OpenIdConnect:Grants")]
    [InlineData("{ \"OpenIdConnect\": { \"Authority\": \"https://id.example\", \"Grants\": [ { \"Value\": \"a\" } ] } }", "OpenIdConnect:Grants:0", "Roles is empty")]
    [InlineData("{ \"OpenIdConnect\": { \"Authority\": \"https://id.example\", \"Grants\": [ { \"Value\": \"a\", \"Roles\": [ \"Chef\" ] } ] } }", "OpenIdConnect:Grants:0", "'Chef' is no role")]
    [InlineData("{ \"OpenIdConnect\": { \"Authority\": \"https://id.example\", \"ClientSecretFile\": \"/nowhere\" } }", "OpenIdConnect:ClientSecretFile", "/nowhere")]
    public async Task Run_ConfigurationWithMistakes_ListsThemAndEndsWithOne(string json, string first, string second)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, json, TestContext.Current.CancellationToken);

        var (status, _, error) = await RunAsync(["--config", file]);

        File.Delete(file);
        Assert.Equal(1, status);
        Assert.Contains(first, error, StringComparison.Ordinal);
        Assert.Contains(second, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--config", "/nowhere/dashboard.json", "there is no file /nowhere/dashboard.json")]
    [InlineData("--urls", "nonsense", "'nonsense' is no address")]
    [InlineData("--urls", "http://localhost:99999", "has no port of 0..65535")]
    [InlineData("--urls", "https://127.0.0.1:0", "certificate")]
    [InlineData("--mqtt-port", "many", "many")]
    public async Task Run_WrongOption_SaysWhatIsWrongAndEndsWithOne(string option, string value, string expected)
    {
        var (status, _, error) = await RunAsync([option, value, "--database", Path.Combine(_folder, "dashboard.db")]);

        Assert.Equal(1, status);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AddressInUse_SaysSoAndEndsWithOne()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();

        var (status, output, error) = await RunAsync(
            ["--urls", $"http://{occupant.LocalEndpoint}", "--database", Path.Combine(_folder, "dashboard.db")]);

        Assert.Equal(1, status);
        Assert.Contains("address already in use", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OpenForTheWholeNetwork_IsRefused()
    {
        var (status, _, error) = await RunAsync(["--open", "--urls", "http://0.0.0.0:0"]);

        Assert.Equal(1, status);
        Assert.Contains("Accounts:Open", error, StringComparison.Ordinal);
        Assert.Contains("account add NAME --role admin", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_AddedListedAndRemoved_OnTheCommandLine()
    {
        await using var temporary = new TemporaryDatabase();
        Task<(int Status, string Output, string Error)> Account(string[] arguments, string? input = null) =>
            RunAsync(["account", .. arguments, "--database", temporary.Place], input);

        Assert.Equal(0, (await Account(["add", "Alex", "--role", "admin", "--role", "teacher", "--room", "north/*"], "correct horse")).Status);
        Assert.Equal("alex  admin,teacher  north/*", (await Account(["list"])).Output.Trim());
        Assert.StartsWith("emd_", (await Account(["token", "alex"])).Output, StringComparison.Ordinal);
        Assert.Contains("already", (await Account(["add", "alex", "--role", "admin"], "correct horse")).Error, StringComparison.Ordinal);
        Assert.Contains("at least 10", (await Account(["password", "alex"], "short")).Error, StringComparison.Ordinal);
        Assert.Contains("no room", (await Account(["add", "kim", "--role", "teacher", "--room", "Room 12"], "x")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Account(["remove", "alex"])).Status);
        Assert.Contains("no account 'alex'", (await Account(["remove", "alex"])).Error, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(IEnumerable<string> arguments, string? input = null)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "edgemonitor-dashboard.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(input ?? string.Empty);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Mosquitto.Patience);
        return (process.ExitCode, await output, await error);
    }
}
