using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Dashboard.Tests;

/// <summary>The real program in a process of its own.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task Help_ShowsOptionsAndExamples()
    {
        var (status, output, _) = await RunAsync(["--help"]);

        Assert.Equal(0, status);
        Assert.All(
            ["--urls", "--mqtt-host", "--mqtt-port", "--config", "Examples:"],
            word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ \"Mqtt\": { \"Port\": 99999 }, \"History\": { \"MaximumDevices\": 0 } }", "Mqtt:Port", "MaximumDevices")]
    [InlineData("{ \"Mqtt\": { \"Hots\": \"broker\" } }", "Hots", "Mqtt")]
    [InlineData("{ \"Mqtt\": { \"Port\": \"many\" } }", "Mqtt:Port", "many")]
    [InlineData("{ \"Mqtt\": { \"Tls\": { \"Enabled\": false, \"CaFile\": \"ca.pem\" } } }", "Mqtt:Tls:Enabled", "TLS is off")]
    [InlineData("{ \"Mqqt\": { \"Host\": \"broker\" } }", "unknown keys: Mqqt", "Known are Urls, Mqtt")]
    [InlineData("{ \"Mqtt\": ", "no JSON", "--config")]
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
        var (status, _, error) = await RunAsync([option, value]);

        Assert.Equal(1, status);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AddressInUse_SaysSoAndEndsWithOne()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();

        var (status, output, error) = await RunAsync(["--urls", $"http://{occupant.LocalEndpoint}"]);

        Assert.Equal(1, status);
        Assert.Contains("address already in use", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(IEnumerable<string> arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "edgemonitor-dashboard.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Mosquitto.Patience);
        return (process.ExitCode, await output, await error);
    }
}
