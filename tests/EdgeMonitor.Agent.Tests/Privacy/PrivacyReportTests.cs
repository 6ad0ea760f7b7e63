using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeMonitor.Agent.Privacy;
using EdgeMonitor.Contracts;
using EdgeMonitor.Contracts.Privacy;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Privacy;

/// <summary>Promise 7 of PRIVACY.md: everything that is collected can be listed. The committed files show it.</summary>
public sealed class PrivacyReportTests
{
    private const string Configuration = """
        {
          "device": { "site": "north", "room": "room-12", "id": "cam-1" },
          "camera": { "preset": "rtsp", "url": "rtsp://teacher:hunter2@camera.example/stream" },
          "attention": { "mode": "orientation", "privacyPreset": "strict" },
          "mqtt": { "host": "broker.example", "fallbacks": ["spare.example:8884"], "username": "cam", "password": "hunter2", "tls": { "enabled": true } },
          "outbox": { "directory": "/var/lib/edgemonitor" },
        }
        """;

    private static string WithLessons => Configuration.Replace("\"strict\"", "\"strict\", \"lessons\": { \"enabled\": true }", StringComparison.Ordinal);

    [Theory]
    [InlineData("privacy-report.txt")]
    [InlineData("privacy-report.json", "--json")]
    public async Task Report_OfAConfiguration_IsTheCommittedOne(string golden, params string[] arguments)
    {
        var (status, output, error) = await RunAsync(Configuration, arguments);

        Assert.Equal((0, ""), (status, error));
        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
        Golden.AssertSame(
            Repository.Locate("tests", "EdgeMonitor.Agent.Tests", "Golden", golden),
            output.Replace(ProductVersion.Text, "VERSION", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_AsJson_IsWhatTheDevicePublishes()
    {
        var (_, output, _) = await RunAsync(Configuration, "--json");

        var report = JsonSerializer.Deserialize(output, MessageJson.Default.PrivacyReport)!;
        Assert.Equal(OutboundFields.All, report.Fields);
        Assert.Equal("north/room-12/cam-1", report.Device);
    }

    [Fact]
    public async Task Report_OfAModeThatInfersEmotions_SaysWhatTheLawSays()
    {
        var (_, output, _) = await RunAsync("""
            {
              "device": { "site": "a", "room": "b" },
              "attention": { "mode": "expression", "emotionInferenceAcknowledged": true }
            }
            """);

        Assert.Contains("Article 5(1)(f)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfLessons_SaysWhatTheySpendAndWhereThatIsKept()
    {
        var (_, output, _) = await RunAsync(WithLessons);

        Assert.Contains("/lesson/set", output, StringComparison.Ordinal);
        Assert.Contains("lesson-budget.json", output, StringComparison.Ordinal);
        Assert.Contains("one person in one lesson", output, StringComparison.Ordinal);
        Assert.DoesNotContain("/lesson", (await RunAsync(Configuration)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfMetricsThatAreSwitchedOn_ListsWhereTheyGo()
    {
        var (_, output, _) = await RunAsync("""
            {
              "device": { "site": "a", "room": "b" },
              "attention": { "mode": "orientation" },
              "metrics": { "endpoint": "https://collector.example:4318/v1/metrics?key=hunter2" }
            }
            """);

        Assert.Matches("edgemonitor publish +https://collector.example:4318/v1/metrics +OTLP over HTTP and TLS", output);
        Assert.Matches("metrics.endpoint +\"https://collector.example:4318/v1/metrics\"", output);
        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfMistakes_ListsThem()
    {
        var (status, output, error) = await RunAsync("{}");

        Assert.Equal((ExitStatus.BadInput, ""), (status, output));
        Assert.Contains("attention.mode", error, StringComparison.Ordinal);
    }

    /// <summary>A channel that the AsyncAPI document gains has to be in the report too.</summary>
    [Fact]
    public async Task Topics_OfTheReport_AreTheChannelsOfAsyncApi()
    {
        var channels = JsonNode.Parse(await File.ReadAllTextAsync(Repository.Locate("deploy", "asyncapi.json"), TestContext.Current.CancellationToken))!["channels"]!
            .AsObject().Select(channel => channel.Value!["address"]!.GetValue<string>());
        var (_, output, _) = await RunAsync(WithLessons, "--json");
        var topics = JsonSerializer.Deserialize(output, MessageJson.Default.PrivacyReport)!.Topics.Select(topic => topic.Topic).ToList();

        Assert.All(channels.Where(channel => channel is not "{response_topic}"), channel =>
        {
            var pattern = Regex.Escape(channel).Replace("\\{", "{", StringComparison.Ordinal);
            pattern = Regex.Replace(pattern, "{[^}]*}", "[^/]+", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            Assert.Contains(topics, topic => Regex.IsMatch(topic, $"^{pattern}$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));
        });
    }

    [Fact]
    public void Units_InTheFirstFolderThatHasThem_GiveTheSettingsThatConfine()
    {
        using var own = new TemporaryFile(
            """
            [Unit]
            Description=EdgeMonitor, the half with the camera
            [Service]
            User=edgemonitor-sense
            PrivateNetwork=yes
            RestrictAddressFamilies=AF_UNIX
            # PrivateTmp=no
            ExecStart=/usr/bin/edgemonitor sense
            """,
            "edgemonitor-sense.service");
        using var packaged = new TemporaryFile("[Service]\nPrivateNetwork=no\n", "edgemonitor-sense.service");

        var unit = Assert.Single(UnitFiles.Read([own.Folder, packaged.Folder, "/nonexistent"]));

        Assert.Equal("edgemonitor-sense.service", unit.Unit);
        Assert.Equal(["User=edgemonitor-sense", "PrivateNetwork=yes", "RestrictAddressFamilies=AF_UNIX"], unit.Settings);
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(string configuration, params string[] arguments)
    {
        using var file = new TemporaryFile(configuration);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var status = await CommandLine.RunAsync(["privacy-report", "--config", file.Path, .. arguments], output, error);
        return (status, output.ToString(), error.ToString());
    }
}
