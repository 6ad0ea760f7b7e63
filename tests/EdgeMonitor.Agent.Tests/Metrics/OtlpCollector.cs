using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using EdgeMonitor.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeMonitor.Agent.Tests.Metrics;

/// <summary>An OTLP receiver over HTTP on a free loopback port, as the protocol describes one.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private const string Path = "/v1/metrics";

    private readonly Channel<CollectedMetrics> _collected = Channel.CreateUnbounded<CollectedMetrics>();
    private readonly WebApplication _application;

    private OtlpCollector(WebApplication application) => _application = application;

    /// <summary>Where to post to.</summary>
    public string Endpoint { get; private set; } = "";

    /// <summary>What it answers with.</summary>
    public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

    /// <summary>The token of the newest post; null for none.</summary>
    public string? Authorization { get; private set; }

    /// <summary>Starts it; with certificates it speaks TLS, for the name <c>localhost</c>.</summary>
    public static async Task<OtlpCollector> StartAsync(TestCertificates? certificates = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => Secure(listen, certificates)));
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        var application = builder.Build();
        var collector = new OtlpCollector(application);
        application.MapPost(Path, collector.TakeAsync);
        await application.StartAsync();
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        collector.Endpoint = address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + Path;
        return collector;
    }

    /// <summary>The next post.</summary>
    public async Task<CollectedMetrics> NextAsync() =>
        await _collected.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Mosquitto.Patience);

    /// <summary>The first post, from the next on, that satisfies a condition.</summary>
    public async Task<CollectedMetrics> NextAsync(Func<CollectedMetrics, bool> isIt)
    {
        while (true)
        {
            var next = await NextAsync();
            if (isIt(next))
            {
                return next;
            }
        }
    }

    /// <summary>The posts that have come and were not taken yet; does not wait.</summary>
    public IReadOnlyList<CollectedMetrics> Drain()
    {
        var posts = new List<CollectedMetrics>();
        while (_collected.Reader.TryRead(out var post))
        {
            posts.Add(post);
        }

        return posts;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void Secure(ListenOptions listen, TestCertificates? certificates)
    {
        listen.Protocols = HttpProtocols.Http1;
        if (certificates is not null)
        {
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = X509Certificate2.CreateFromPemFile(certificates.ServerCertificateFile, certificates.ServerKeyFile),
            });
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        Authorization = context.Request.Headers.Authorization;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        context.Response.StatusCode = (int)Answer;
        if (Answer is HttpStatusCode.OK && context.Request.ContentType is "application/x-protobuf")
        {
            _collected.Writer.TryWrite(CollectedMetrics.Read(body.ToArray()));

            // An empty ExportMetricsServiceResponse: everything was taken.
            context.Response.ContentType = "application/x-protobuf";
        }
    }
}
