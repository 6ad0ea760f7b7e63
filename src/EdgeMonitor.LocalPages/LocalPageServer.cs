using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
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
public sealed class LocalPageServer : IAsyncDisposable
{
    private const int SecretBytes = 16;
    private const int MostConnections = 32;

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

    /// <summary>Where the page is, secret included: <c>http://127.0.0.1:PORT/SECRET/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Starts to serve <paramref name="page"/>.</summary>
    /// <param name="page">What stands still on the page.</param>
    /// <param name="port">The port on 127.0.0.1; 0 takes a free one.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">The port is taken, or may not be used.</exception>
    public static async Task<LocalPageServer> StartAsync(LocalPage page, int port, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        var live = new NewestMarkup();
        var ending = new CancellationTokenSource();
        var application = Build(port);
        try
        {
            var secret = RandomNumberGenerator.GetHexString(SecretBytes * 2, lowercase: true);
            application.Use(Guard);
            Map(application.MapGroup(secret), page, live, ending.Token);
            await application.StartAsync(cancellationToken);
            return new LocalPageServer(application, live, ending, new Uri($"{application.Urls.Single()}/{secret}/"));
        }
        catch
        {
            await application.DisposeAsync();
            ending.Dispose();
            throw;
        }
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

    private static WebApplication Build(int port)
    {
        // Empty: no appsettings.json, no ASPNETCORE_URLS that would have it listen elsewhere.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        return builder.Build();
    }

    private static Task Guard(HttpContext context, RequestDelegate next)
    {
        PageHeaders.AddTo(context.Response.Headers);
        if (OwnNames.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase))
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
