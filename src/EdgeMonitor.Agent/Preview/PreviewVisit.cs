using System.CommandLine.Parsing;
using System.Net;
using EdgeMonitor.LocalPages;

namespace EdgeMonitor.Agent.Preview;

/// <summary>
/// <c>preview --listen ADDRESS</c>: an installer on a ladder, with a phone. It has to be started by root at a terminal of the device, shows
/// a code there that lets one visitor in, and ends by itself. Five wrong codes end it at once.
/// </summary>
internal sealed class PreviewVisit
{
    /// <summary>The port where none was chosen: one that a person types needs to be the same each time.</summary>
    public const int StandardPort = 8443;

    private readonly IPAddress _address;
    private readonly OneTimeCode _code = new();

    private PreviewVisit(IPAddress address) => _address = address;

    /// <summary>Whether somebody has been guessing codes.</summary>
    public bool WasGuessedAt => _code.Locked.IsCompleted;

    /// <summary>The visit that was asked for; null for none.</summary>
    /// <param name="address">An address that was checked.</param>
    public static PreviewVisit? From(string? address) =>
        address is not null && VisitorAddress.TryParse(address, out var read) ? new PreviewVisit(read) : null;

    /// <summary>Refuses what is no address of a local network.</summary>
    public static void CheckAddress(OptionResult result)
    {
        var text = result.Tokens is [{ Value: var value }, ..] ? value : "";
        if (!VisitorAddress.TryParse(text, out _))
        {
            result.AddError(
                $"--listen takes one address of this device in a local network, such as 192.168.1.20 (see: ip -brief address), not '{text}'. "
                + "All addresses at once, and addresses that the internet reaches, are refused.");
        }
    }

    /// <summary>Why it may not be done here; null when it may.</summary>
    public static string? DescribeRefusal() =>
        !Environment.IsPrivilegedProcess ? "--listen shows the page to others than this device, which root alone may start: sudo edgemonitor preview --listen ADDRESS."
        : Console.IsInputRedirected || Console.IsOutputRedirected ? "--listen is started by a person at the device: the code is shown at a terminal and nowhere else, and there is none."
        : null;

    /// <summary>Starts the server.</summary>
    /// <param name="page">The page.</param>
    /// <param name="port">The port; 0 takes <see cref="StandardPort"/>.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">The port is taken or may not be used, or the address is not this machine's.</exception>
    public Task<LocalPageServer> StartServerAsync(LocalPage page, int port, CancellationToken cancellationToken) =>
        LocalPageServer.StartForVisitorAsync(
            page, new IPEndPoint(_address, port == 0 ? StandardPort : port), _code, TimeProvider.System, cancellationToken);

    /// <summary>Says at the terminal where to go and what to type.</summary>
    public async Task PrintAddressAsync(LocalPageServer server, TimeSpan length, TextWriter output)
    {
        await output.WriteLineAsync($"For {length.TotalMinutes} minutes, to one phone or computer: {server.Address}");
        await output.WriteLineAsync($"Code: {_code.Text}. It works once.");
        await output.WriteLineAsync("The browser will warn, since no authority has signed the certificate. It is the right one if its SHA-256 fingerprint is");
        await output.WriteLineAsync($"  {server.Fingerprint}");
        await output.WriteLineAsync("Outlines of faces travel to that phone. Ctrl-C ends it.");
    }

    /// <summary>Ends the run when somebody guesses codes.</summary>
    public async Task EndWhenGuessedAsync(CancellationTokenSource run)
    {
        await Task.WhenAny(_code.Locked, Task.Delay(Timeout.Infinite, run.Token));
        await run.CancelAsync();
    }

    /// <summary>Says why it ended early.</summary>
    /// <returns>The exit status.</returns>
    public static async Task<int> ReportGuessesAsync(TextWriter error)
    {
        await error.WriteLineAsync($"Ended: {OneTimeCode.MostMistakes} wrong codes were entered. Somebody may be guessing; start it again when you know who.");
        return ExitStatus.Failed;
    }
}
