using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace EdgeMonitor.TestSupport;

/// <summary>
/// The schemas in <c>deploy/schemas</c>, by a validator of another make. Every JSON message that a test
/// saw is remembered, whatever the test was about; <see cref="WireWitness"/> has all of them validated in the end.
/// </summary>
public static class WireSchemas
{
    private const string JsonType = "application/json";

    private const string Script =
        """
        import sys, json, jsonschema
        validators = {}
        for schema, payload in json.load(sys.stdin):
            if schema not in validators:
                with open(schema, encoding="utf-8") as file:
                    validators[schema] = jsonschema.Draft202012Validator(json.load(file), format_checker=jsonschema.FormatChecker())
            for error in validators[schema].iter_errors(json.loads(payload)):
                print(schema, error.json_path, error.message)
        """;

    private static readonly ConcurrentDictionary<(string Schema, string Payload), string> Seen = new();

    /// <summary>How many different messages were seen so far.</summary>
    public static int SeenCount => Seen.Count;

    /// <summary>The name of the schema that messages on a topic follow; the answer to a command goes wherever the command says.</summary>
    public static string SchemaOf(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return topic switch
        {
            _ when topic.StartsWith("homeassistant/", StringComparison.Ordinal) => "home-assistant-discovery",
            _ when !topic.StartsWith("edgemonitor/", StringComparison.Ordinal) => "command-answer",
            _ when topic.EndsWith("/attention", StringComparison.Ordinal) => "room-aggregate",
            _ when topic.EndsWith("/lesson", StringComparison.Ordinal) => "lesson-release",
            _ when topic.EndsWith("/health", StringComparison.Ordinal) => "device-health",
            _ when topic.EndsWith("/privacy/state", StringComparison.Ordinal) => "privacy-state",
            _ when topic.EndsWith("/privacy/report", StringComparison.Ordinal) => "privacy-report",
            _ when topic.EndsWith("/lesson/set", StringComparison.Ordinal) => "lesson-request",
            _ => throw new NotSupportedException($"Say here which schema the messages on {topic} follow."),
        };
    }

    /// <summary>What is wrong with messages, a line each; empty when nothing is.</summary>
    public static Task<string> ValidateAsync(IEnumerable<(string Schema, string Payload)> messages) => Python.RunAsync(
        Script,
        JsonSerializer.Serialize(messages.Select(message => new[]
        {
            Repository.Locate("deploy", "schemas", $"{message.Schema}.schema.json"),
            message.Payload,
        })));

    /// <summary>What is wrong with the messages that were seen so far.</summary>
    public static Task<string> ValidateSeenAsync() => ValidateAsync(Seen.Keys);

    /// <summary>
    /// Remembers a message, if its content type says that it is JSON. MQTT 3.1.1 has none; what tests publish themselves has none
    /// either.
    /// </summary>
    public static void Remember(string topic, string? contentType, ReadOnlySpan<byte> payload)
    {
        if (string.Equals(contentType, JsonType, StringComparison.Ordinal))
        {
            Seen.TryAdd((SchemaOf(topic), Encoding.UTF8.GetString(payload)), topic);
        }
    }
}
