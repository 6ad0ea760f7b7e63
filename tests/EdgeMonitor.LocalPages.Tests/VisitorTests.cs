using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography.X509Certificates;

namespace EdgeMonitor.LocalPages.Tests;

/// <summary>The real server for a visitor, over real TLS, on a loopback address that stands for one of the local network.</summary>
public sealed class VisitorTests
{
    private static readonly LocalPage Page = new("Set-up", Markup.Of($"<p>In</p>"), Markup.Empty, "");
    private static readonly IPAddress Address = IPAddress.Parse("127.0.0.7");

    private readonly OneTimeCode _code = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("192.168.1.20", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("fd12::1", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    [InlineData("172.32.0.1", false)]
    [InlineData("8.8.8.8", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("::ffff:8.8.8.8", false)]
    [InlineData("camera.school.example", false)]
    [InlineData("", false)]
    public void Address_OfAVisitor_IsOneOfALocalNetwork(string text, bool expected) =>
        Assert.Equal(expected, VisitorAddress.TryParse(text, out _));

    [Fact]
    public async Task Door_WithoutTheCode_ShowsTheFormAndNothingElse()
    {
        await using var server = await StartAsync();
        using var client = ClientOf(server);

        Assert.Contains("<form", await client.GetStringAsync("", Stop), StringComparison.Ordinal);
        Assert.DoesNotContain("In</p>", await client.GetStringAsync("", Stop), StringComparison.Ordinal);
        foreach (var path in new[] { "live", "script.js", $"{new string('0', 32)}/", $"{new string('0', 32)}/live" })
        {
            using var answer = await client.GetAsync(path, Stop);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Code_TypedIn_LeadsToThePageOnce()
    {
        await using var server = await StartAsync();
        using var client = ClientOf(server);

        using var entered = await EnterAsync(client, _code.Text);
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        var path = entered.Headers.Location!.OriginalString;
        Assert.Matches("^/[0-9a-f]{32}/$", path);
        Assert.Contains("<p>In</p>", await client.GetStringAsync(path, Stop), StringComparison.Ordinal);

        using var again = await EnterAsync(client, _code.Text);
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        Assert.DoesNotContain(path.Trim('/'), await again.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_WrongFiveTimes_IsLocked()
    {
        await using var server = await StartAsync();
        using var client = ClientOf(server);
        for (var attempt = 0; attempt < OneTimeCode.MostMistakes; attempt++)
        {
            using var wrong = await EnterAsync(client, "not it");
            Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        }

        await _code.Locked.WaitAsync(Stop);
        using var right = await EnterAsync(client, _code.Text);
        Assert.Equal(HttpStatusCode.Forbidden, right.StatusCode);
    }

    [Theory]
    [InlineData("camera.school.example")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Door_ByAnotherName_IsRefused(string host)
    {
        await using var server = await StartAsync();
        using var client = ClientOf(server);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address) { Headers = { Host = host } };
        using var answer = await client.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Server_ForAVisitor_ListensOnTheOneAddressAndSpeaksTlsOnly()
    {
        await using var server = await StartAsync();

        Assert.Equal("https", server.Address.Scheme);
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(at => at.Port == server.Address.Port);
        Assert.Equal([Address], listeners.Select(at => at.Address));
        using var plain = new HttpClient { BaseAddress = new UriBuilder(server.Address) { Scheme = "http" }.Uri };
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => plain.GetStringAsync("", Stop));
    }

    [Fact]
    public async Task Certificate_OfEachServer_IsItsOwnAndTheOneThatWasNamed()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();

        Assert.NotEqual(one.Fingerprint, other.Fingerprint);
        Assert.Matches("^([0-9A-F]{2}:){31}[0-9A-F]{2}$", one.Fingerprint);
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("10.255.255.254")]
    public async Task StartForVisitorAsync_AddressOfAnotherMachine_SaysSo(string address) => await Assert.ThrowsAsync<IOException>(() =>
        LocalPageServer.StartForVisitorAsync(Page, new IPEndPoint(IPAddress.Parse(address), 0), _code, TimeProvider.System, Stop));

    [Fact]
    public async Task Form_ThatIsTooLong_IsRefused()
    {
        await using var server = await StartAsync();
        using var client = ClientOf(server);
        using var answer = await EnterAsync(client, new string('1', 10_000));

        Assert.NotEqual(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.True(_code.TryUse(_code.Text));
    }

    private static Task<HttpResponseMessage> EnterAsync(HttpClient client, string code) =>
        client.PostAsync("", new FormUrlEncodedContent([KeyValuePair.Create("code", code)]), Stop);

    /// <summary>A client that takes this server's certificate and no other, as a person who compares fingerprints would.</summary>
    private static HttpClient ClientOf(LocalPageServer server) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is X509Certificate2 shown
                && Convert.ToHexString(shown.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256))
                    .Equals(server.Fingerprint!.Replace(":", "", StringComparison.Ordinal), StringComparison.Ordinal),
        },
    })
    { BaseAddress = server.Address };

    private Task<LocalPageServer> StartAsync() =>
        LocalPageServer.StartForVisitorAsync(Page, new IPEndPoint(Address, 0), _code, TimeProvider.System, Stop);
}
