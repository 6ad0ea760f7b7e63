using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.RegularExpressions;
using EdgeMonitor.Contracts.HomeAssistant;
using EdgeMonitor.Contracts.Privacy;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Contracts.Tests;

/// <summary>
/// The JSON Schemas in <c>deploy/schemas</c> say what the types say, and the AsyncAPI document names every topic. With
/// <c>UPDATE_GOLDEN=1</c> the schemas are written anew.
/// </summary>
public sealed partial class SchemaTests
{
    private const string VersionKey = "schema";
    private const string Draft = "https://json-schema.org/draft/2020-12/schema";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private static readonly Dictionary<string, Type> Payloads = new(StringComparer.Ordinal)
    {
        ["room-aggregate"] = typeof(RoomAggregate),
        ["lesson-release"] = typeof(LessonRelease),
        ["lesson-request"] = typeof(LessonRequest),
        ["device-health"] = typeof(DeviceHealth),
        ["privacy-state"] = typeof(PrivacyState),
        ["camera-request"] = typeof(CameraRequest),
        ["command-answer"] = typeof(CommandAnswer),
        ["privacy-report"] = typeof(PrivacyReport),
        ["home-assistant-discovery"] = typeof(DiscoveryDocument),
    };

    public static TheoryData<string> Names => [.. Payloads.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_InTheRepository_IsThatOfTheType(string name)
    {
        var path = Repository.Locate("deploy", "schemas", FileNameOf(name));
        var expected = Generate(name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
        }

        Assert.True(File.Exists(path), $"{path} is missing: run these tests with UPDATE_GOLDEN=1.");
        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void Schemas_InTheRepository_AreNoMore() => Assert.Equal(
        Payloads.Keys.Select(FileNameOf).Order(),
        Directory.EnumerateFiles(Repository.Locate("deploy", "schemas")).Select(path => Path.GetFileName(path)).Order());

    [Fact]
    public void AsyncApi_Channels_AreTheTopics()
    {
        var topics = new Topics(new DeviceAddress("site", "room", "device"));
        string[] expected =
        [
            Named(topics.Attention),
            Named(topics.Health),
            Named(topics.Availability),
            Named(topics.PrivacyReport),
            Named(topics.PrivacyState),
            Named(topics.Command("command")).Replace("/command/", "/{command}/", StringComparison.Ordinal),
            "{response_topic}",
            "homeassistant/device/edgemonitor_{site}_{room}_{device}/config",
            "homeassistant/status",
        ];

        var document = JsonNode.Parse(File.ReadAllText(Repository.Locate("deploy", "asyncapi.json")))!;

        Assert.Equal("3.0.0", document["asyncapi"]!.GetValue<string>());
        Assert.Equal(expected.Order(), document["channels"]!.AsObject().Select(channel => channel.Value!["address"]!.GetValue<string>()).Order());
        static string Named(string topic) => topic
            .Replace("/site/", "/{site}/", StringComparison.Ordinal)
            .Replace("/room/", "/{room}/", StringComparison.Ordinal)
            .Replace("/device/", "/{device}/", StringComparison.Ordinal);
    }

    [Fact]
    public void AsyncApi_References_LeadSomewhere()
    {
        var text = File.ReadAllText(Repository.Locate("deploy", "asyncapi.json"));
        var document = JsonNode.Parse(text)!;
        foreach (var reference in Reference().Matches(text).Select(match => match.Groups["target"].Value))
        {
            var found = reference.StartsWith("#/", StringComparison.Ordinal)
                ? reference[2..].Split('/').Aggregate<string, JsonNode?>(document, (node, key) => node?[key]) is not null
                : File.Exists(Repository.Locate("deploy", reference));
            Assert.True(found, reference);
        }

        Assert.All(Payloads.Keys, name => Assert.Contains($"./schemas/{FileNameOf(name)}", text, StringComparison.Ordinal));
    }

    private static string FileNameOf(string name) => $"{name}.schema.json";

    private static string Generate(string name)
    {
        var exported = MessageJson.Default.Options.GetJsonSchemaAsNode(Payloads[name], new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Tighten(context.PropertyInfo?.Name, node),
        }).AsObject();
        var schema = new JsonObject { ["$schema"] = Draft, ["title"] = Payloads[name].Name };
        foreach (var (key, value) in exported.ToList())
        {
            schema[key] = value?.DeepClone();
        }

        return schema.ToJsonString(Indented) + "\n";
    }

    /// <summary>What is absent is left out and never null; the version of the schema is a constant that is always there.</summary>
    private static JsonNode Tighten(string? property, JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            return node;
        }

        if (schema["type"] is JsonArray types)
        {
            var others = types.Select(type => type!.GetValue<string>()).Where(type => type is not "null").ToList();
            schema["type"] = others.Count == 1 ? others[0] : new JsonArray([.. others.Select(type => JsonValue.Create(type))]);
        }

        if (schema["default"] is null)
        {
            schema.Remove("default");
        }

        if (schema["properties"]?[VersionKey] is not null && schema["required"] is JsonArray required)
        {
            required.Insert(0, VersionKey);
        }

        if (property is VersionKey)
        {
            schema["const"] = 1;
        }

        return schema;
    }

    [GeneratedRegex("\"\\$ref\": \"(?<target>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
