using System.Net;
using System.Text.RegularExpressions;

namespace EdgeMonitor.Dashboard.Tests.Support;

/// <summary>Somebody with a browser of their own: it keeps cookies and sends what forms hold.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _client;

    public Visitor(Uri address, HttpMessageHandler? handler = null) =>
        _client = new HttpClient(handler ?? new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));

    public Task<string> ReadAsync(string path) => _client.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <summary>Sends a form as the page at <paramref name="page"/> would.</summary>
    public async Task<HttpResponseMessage> PostAsync(string page, string path, params (string Name, string Value)[] fields)
    {
        using var shown = await GetAsync(page);
        var token = Token().Match(await shown.Content.ReadAsStringAsync()).Groups["token"].Value;
        return await PostWithoutPageAsync(path, [("__RequestVerificationToken", WebUtility.HtmlDecode(token)), .. fields]);
    }

    /// <summary>Sends a form that no page of the dashboard made.</summary>
    public async Task<HttpResponseMessage> PostWithoutPageAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await _client.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    public Task<HttpResponseMessage> SignInAsync(string name, string password, string back = "") =>
        PostAsync("/sign-in", "/sign-in", ("name", name), ("password", password), ("back", back));

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("data-token=\"(?<token>[^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
