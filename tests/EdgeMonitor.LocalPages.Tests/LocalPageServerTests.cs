using System.Net;
using System.Net.NetworkInformation;
using System.Net.ServerSentEvents;
using System.Net.Sockets;

namespace EdgeMonitor.LocalPages.Tests;

/// <summary>The real server on a port of its own choosing, asked over HTTP.</summary>
public sealed class LocalPageServerTests
{
    private static readonly LocalPage Page = new("Faces & boxes", Markup.Of($"<p>In</p>"), Markup.Empty, ".own { color: red }");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_AtItsAddress_IsServedWithStyleAndScriptOfItsOwn()
    {
        await using var server = await LocalPageServer.StartAsync(Page, port: 0, Stop);
        using var client = new HttpClient { BaseAddress = server.Address };

        Assert.Contains("<h1>Faces &amp; boxes</h1>", await client.GetStringAsync("", Stop), StringComparison.Ordinal);
        Assert.Contains(".own { color: red }", await client.GetStringAsync("style.css", Stop), StringComparison.Ordinal);
        Assert.Contains("EventSource", await client.GetStringAsync("script.js", Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("style.css")]
    [InlineData("nothing")]
    public async Task Answer_Any_LetsTheBrowserLoadNothingFromElsewhereAndKeepNothing(string path)
    {
        await using var server = await LocalPageServer.StartAsync(Page, port: 0, Stop);
        using var client = new HttpClient { BaseAddress = server.Address };
        using var answer = await client.GetAsync(path, Stop);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("data:", policy, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task Page_WithoutTheSecret_IsNotThere()
    {
        await using var server = await LocalPageServer.StartAsync(Page, port: 0, Stop);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address, "/") };

        foreach (var path in new[] { "", "live", "style.css", new string('0', 32) + "/" })
        {
            using var answer = await client.GetAsync(path, Stop);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Address_OfTwoServers_Differs()
    {
        await using var one = await LocalPageServer.StartAsync(Page, port: 0, Stop);
        await using var other = await LocalPageServer.StartAsync(Page, port: 0, Stop);

        Assert.NotEqual(one.Address.AbsolutePath, other.Address.AbsolutePath);
        Assert.Equal(34, one.Address.AbsolutePath.Length);
    }

    [Theory]
    [InlineData("localhost:9000", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("attacker.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.attacker.example", HttpStatusCode.MisdirectedRequest)]
    public async Task Page_ByTheNameOfAnotherMachine_IsRefused(string host, HttpStatusCode expected)
    {
        await using var server = await LocalPageServer.StartAsync(Page, port: 0, Stop);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address) { Headers = { Host = host } };
        using var answer = await client.SendAsync(request, Stop);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Server_Listens_OnTheLoopbackInterfaceOnly()
    {
        await using var server = await LocalPageServer.StartAsync(Page, port: 0, Stop);

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(at => at.Port == server.Address.Port);
        Assert.Equal([IPAddress.Loopback], listeners.Select(at => at.Address));
    }

    [Fact]
    public async Task StartAsync_PortIsTaken_SaysSo()
    {
        using var other = new TcpListener(IPAddress.Loopback, port: 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await Assert.ThrowsAsync<IOException>(() => LocalPageServer.StartAsync(Page, port, Stop));
    }

    [Fact]
    public async Task Live_LateViewer_GetsTheNewestFirstAndThenWhatFollows()
    {
        await using var server = await LocalPageServer.StartAsync(Page, port: 0, Stop);
        server.Show(Markup.Of($"<p>old</p>"));
        server.Show(Markup.Of($"<p>a\nb</p>"));
        using var client = new HttpClient { BaseAddress = server.Address };
        await using var stream = await client.GetStreamAsync("live", Stop);
        await using var events = SseParser.Create(stream).EnumerateAsync(Stop).GetAsyncEnumerator(Stop);

        Assert.True(await events.MoveNextAsync());
        Assert.Equal(("update", "<p>a\nb</p>"), (events.Current.EventType, events.Current.Data));
        server.Show(Markup.Of($"<p>c</p>"));
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("<p>c</p>", events.Current.Data);
    }

    [Fact]
    public async Task DisposeAsync_SomebodyLooks_IsToldThatItIsOver()
    {
        var server = await LocalPageServer.StartAsync(Page, port: 0, Stop);
        server.Show(Markup.Of($"<p>a</p>"));
        using var client = new HttpClient { BaseAddress = server.Address };
        await using var stream = await client.GetStreamAsync("live", Stop);
        await using var events = SseParser.Create(stream).EnumerateAsync(Stop).GetAsyncEnumerator(Stop);
        Assert.True(await events.MoveNextAsync());

        await server.DisposeAsync();

        Assert.True(await events.MoveNextAsync());
        Assert.Equal("over", events.Current.EventType);
        Assert.False(await events.MoveNextAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync("", Stop));
    }
}
