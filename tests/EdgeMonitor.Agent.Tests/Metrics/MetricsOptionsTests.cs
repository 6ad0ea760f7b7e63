using EdgeMonitor.Agent.Configuration;

namespace EdgeMonitor.Agent.Tests.Metrics;

public sealed class MetricsOptionsTests
{
    [Theory]
    [InlineData("""{ }""")]
    [InlineData("""{ "endpoint": "https://collector.example:4318/v1/metrics" }""")]
    [InlineData("""{ "endpoint": "http://localhost:9090/api/v1/otlp/v1/metrics", "tokenFile": "/dev/null" }""")]
    public void Metrics_OfAUsableSection_AreAccepted(string section) => Assert.Empty(MistakesOf(section));

    [Theory]
    [InlineData("""{ "endpoint": "collector.example:4318" }""", "metrics.endpoint", "give the whole of it")]
    [InlineData("""{ "endpoint": "ftp://collector.example/v1/metrics" }""", "metrics.endpoint", "give the whole of it")]
    [InlineData("""{ "endpoint": "https://user:hunter2@collector.example/v1/metrics" }""", "metrics.endpoint", "put a token into tokenFile")]
    [InlineData("""{ "endpoint": "http://collector.example/v1/metrics", "tokenFile": "/dev/null" }""", "metrics.tokenFile", "use https")]
    [InlineData("""{ "endpoint": "http://collector.example/v1/metrics", "caFile": "/dev/null" }""", "metrics.caFile", "use https")]
    [InlineData("""{ "endpoint": "https://collector.example/v1/metrics", "caFile": "/nonexistent/ca.pem" }""", "metrics.caFile", "no such file")]
    [InlineData("""{ "intervalSeconds": 1 }""", "metrics.intervalSeconds", "10 to 3600")]
    public void Metrics_OfAWrongSection_SayWhatWouldBeRight(string section, string key, string expected)
    {
        var mistake = Assert.Single(MistakesOf(section));
        Assert.Equal(key, mistake.Key);
        Assert.Contains(expected, mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", mistake.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<Mistake> MistakesOf(string section)
    {
        using var file = new TemporaryFile(
            $$"""{ "device": { "site": "a", "room": "b" }, "attention": { "mode": "orientation" }, "metrics": {{section}} }""");
        return ConfigurationLoader.Load(file.Path, new Dictionary<string, string>(StringComparer.Ordinal)).Mistakes;
    }
}
