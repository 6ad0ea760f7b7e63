using System.Diagnostics;
using System.Globalization;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Browser.Tests;

/// <summary>A real OpenID Connect provider in a process of its own (<c>provider.mjs</c>), which ends with the test process.</summary>
internal sealed class CertifiedProvider : IAsyncDisposable
{
    public const string Secret = "a secret & more: 100%";

    private const int OldestNode = 20;

    private readonly Process _process;

    private CertifiedProvider(Process process, string issuer)
    {
        _process = process;
        Issuer = issuer;
    }

    /// <summary>Its address, on this machine.</summary>
    public string Issuer { get; }

    /// <summary>Starts it; it knows no dashboard yet. Skips the test where Node.js is too old for it.</summary>
    public static async Task<CertifiedProvider> StartAsync()
    {
        using var version = Start("node", ["-p", "process.versions.node.split('.')[0]"]);
        var major = await version.StandardOutput.ReadLineAsync();
        Assert.SkipUnless(int.Parse(major ?? "0", CultureInfo.InvariantCulture) >= OldestNode, $"The provider needs Node.js {OldestNode} or later, here is {major}.");

        var process = Start("node", [Repository.Locate("tests", "Browser", "provider.mjs")]);
        var issuer = await process.StandardOutput.ReadLineAsync().WaitAsync(Mosquitto.Patience);
        return new CertifiedProvider(
            process, issuer ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync()));
    }

    /// <summary>Makes a dashboard known to it.</summary>
    public async Task KnowAsync(Uri dashboard)
    {
        await _process.StandardInput.WriteLineAsync(dashboard.GetLeftPart(UriPartial.Authority));
        await _process.StandardOutput.ReadLineAsync().WaitAsync(Mosquitto.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Mosquitto.Patience);
        _process.Dispose();
    }

    private static Process Start(string program, string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;
}
