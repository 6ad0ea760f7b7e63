using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeMonitor.LocalPages;

/// <summary>
/// Serves one page to the person in front of this machine: on the loopback interface only, under an address that cannot be
/// guessed, and to requests that call this machine by a name of its own, so that no page from elsewhere can read it by having
/// its name point here (DNS rebinding). The moving part is pushed as server-sent events.
/// </summary>
/// <remarks>
/// To a visitor with a phone, who cannot reach the loopback interface, it can be served on one more address instead: over TLS, with a
/// certificate made for the occasion, to whoever types a code that works once.
/// </remarks>
public sealed class LocalPageServer : IAsyncDisposable
{
    private const int SecretBytes = 16;
    private const int MostConnections = 32;
    private const int MostBodyBytes = 256;

    private static readonly string[] OwnNames = ["127.0.0.1", "localhost", "[::1]"];

    private readonly WebApplication _application;
    private readonly NewestMarkup _live;
    private readonly CancellationTokenSource _ending;

    private LocalPageServer(WebApplication application, NewestMarkup live, CancellationTokenSource ending, Uri address)
    {
        _application = application;
        _live = live;
        _ending = ending;
        Address = address;
    }

    /// <summary>Where the page is, secret included: <c>http://127.0.0.1:PORT/SECRET/</c>. For a visitor, the door: <c>https://ADDRESS:PORT/</c>.</summary>
    public Uri Address { get; }

    /// <summary>For a visitor, the certificate's SHA-256 fingerprint, as browsers show it; null otherwise.</summary>
    public string? Fingerprint { get; private init; }

    /// <summary>Starts to serve <paramref name="page"/>.</summary>
    /// <param name="page">What stands still on the page.</param>
    /// <param name="port">The port on 127.0.0.1; 0 takes a free one.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">The port is taken, or may not be used.</exception>
    public static async Task<LocalPageServer> StartAsync(LocalPage page, int port, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        var secret = NewSecret();
        var application = Build(new IPEndPoint(IPAddress.Loopback, port), certificate: null);
        return await StartAsync(application, page, secret, OwnNames, $"{secret}/", fingerprint: null, cancellationToken);
    }

    /// <summary>Starts to serve <paramref name="page"/> to one visitor.</summary>
    /// <param name="page">What stands still on the page.</param>
    /// <param name="endpoint">An address of this machine, see <see cref="VisitorAddress"/>, and a port; 0 takes a free one.</param>
    /// <param name="code">Lets the visitor in.</param>
    /// <param name="clock">Dates the certificate.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">The port is taken or may not be used, or the address is not this machine's.</exception>
    public static async Task<LocalPageServer> StartForVisitorAsync(
        LocalPage page, IPEndPoint endpoint, OneTimeCode code, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(endpoint);
        var secret = NewSecret();
        var certificate = PassingCertificate.Create(endpoint.Address, clock);
        var application = Build(endpoint, certificate);
        VisitorDoor.Map(application, page, code, secret);

        // By number alone: a name can be made to point here.
        string[] names = [endpoint.Address.ToString(), $"[{endpoint.Address}]"];
        var fingerprint = string.Join(':', certificate.GetCertHash(HashAlgorithmName.SHA256).Select(part => part.ToString("X2", CultureInfo.InvariantCulture)));
        return await StartAsync(application, page, secret, names, path: "", fingerprint, cancellationToken);
    }

    /// <summary>Replaces the moving part in every browser that looks. Returns at once; who is slow misses some.</summary>
    public void Show(Markup content) => _live.Show(content);

    /// <summary>Tells the browsers that it is over, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _application.StopAsync();
        await _application.DisposeAsync();
        _ending.Dispose();
    }

    private static string NewSecret() => RandomNumberGenerator.GetHexString(SecretBytes * 2, lowercase: true);

    private static async Task<LocalPageServer> StartAsync(
        WebApplication application,
        LocalPage page,
        string secret,
        IReadOnlyList<string> names,
        string path,
        string? fingerprint,
        CancellationToken cancellationToken)
    {
        var live = new NewestMarkup();
        var ending = new CancellationTokenSource();
        try
        {
            application.Use((context, next) => GuardAsync(context, next, names));
            Map(application.MapGroup(secret), page, live, ending.Token);
            await application.StartAsync(cancellationToken);
            return new LocalPageServer(application, live, ending, new Uri($"{application.Urls.Single()}/{path}")) { Fingerprint = fingerprint };
        }
        catch (Exception exception)
        {
            await application.DisposeAsync();
            ending.Dispose();

            // An address of another machine, or a port below 1024, is a socket's problem, which the server does not translate.
            if (exception is SocketException)
            {
                throw new IOException(exception.Message, exception);
            }

            throw;
        }
    }

    private static WebApplication Build(IPEndPoint endpoint, X509Certificate2? certificate)
    {
        // Empty: no appsettings.json, no ASPNETCORE_URLS that would have it listen elsewhere.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestBodySize = certificate is null ? 0 : MostBodyBytes;
            kestrel.Listen(endpoint, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.Services.AddRoutingCore();
        return builder.Build();
    }

    private static Task GuardAsync(HttpContext context, RequestDelegate next, IReadOnlyList<string> names)
    {
        PageHeaders.AddTo(context.Response.Headers);
        if (names.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }

    private static void Map(RouteGroupBuilder group, LocalPage page, NewestMarkup live, CancellationToken ending)
    {
        var document = PageDocument.Render(page);
        var style = PageDocument.Style(page);
        group.MapGet("/", () => Results.Content(document, "text/html; charset=utf-8"));
        group.MapGet("/style.css", () => Results.Content(style, "text/css; charset=utf-8"));
        group.MapGet("/script.js", () => Results.Content(PageDocument.Script, "text/javascript; charset=utf-8"));
        group.MapGet("/live", (CancellationToken gone) => Results.ServerSentEvents(EventsAsync(live, ending, gone)));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        NewestMarkup live, CancellationToken ending, [EnumeratorCancellation] CancellationToken gone)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending, gone);
        await using var pictures = live.FollowAsync(either.Token).GetAsyncEnumerator(CancellationToken.None);
        while (await HasNextAsync(pictures, either.Token))
        {
            yield return new SseItem<string>(pictures.Current.ToString(), "update");
        }

        // Otherwise a browser takes the end for a lost connection and comes back every few seconds.
        yield return new SseItem<string>("", "over");
    }

    private static async Task<bool> HasNextAsync(IAsyncEnumerator<Markup> pictures, CancellationToken either)
    {
        try
        {
            return await pictures.MoveNextAsync();
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return false;
        }
    }
}
