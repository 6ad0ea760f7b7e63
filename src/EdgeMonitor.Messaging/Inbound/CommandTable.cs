using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Messaging.Inbound;

/// <summary>
/// The commands that a device knows. Payloads are read strictly: an unknown or missing key, a wrong type or too many bytes is
/// refused before anybody acts on it.
/// </summary>
internal sealed class CommandTable
{
    /// <summary>The largest command in bytes.</summary>
    public const int MaximumBytes = 4096;

    private readonly Dictionary<string, Func<ReadOnlyMemory<byte>, Task<CommandAnswer>>> _commands = new(StringComparer.Ordinal);

    /// <summary>Adds a command.</summary>
    /// <param name="name">Its level in the topic.</param>
    /// <param name="type">How its payload is read.</param>
    /// <param name="action">Carries it out.</param>
    public void Add<T>(string name, JsonTypeInfo<T> type, Func<T, Task<CommandAnswer>> action)
        where T : class => _commands.Add(name, payload => ReadAndRunAsync(payload, type, action));

    /// <summary>Carries out a command, or says why not.</summary>
    public Task<CommandAnswer> RunAsync(string name, ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > MaximumBytes)
        {
            return Task.FromResult(CommandAnswer.Refuse($"The command has {payload.Length} bytes; at most {MaximumBytes} are taken."));
        }

        return _commands.TryGetValue(name, out var command)
            ? command(payload)
            : Task.FromResult(CommandAnswer.Refuse($"This device knows no command '{name}'. {Known()}"));
    }

    private static async Task<CommandAnswer> ReadAndRunAsync<T>(
        ReadOnlyMemory<byte> payload, JsonTypeInfo<T> type, Func<T, Task<CommandAnswer>> action)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(payload.Span, type) is { } command
                ? await action(command)
                : CommandAnswer.Refuse("The command is null; a JSON object is expected.");
        }
        catch (JsonException exception)
        {
            return CommandAnswer.Refuse($"The command does not follow its schema: {exception.Message}");
        }
    }

    private string Known() => _commands.Count == 0 ? "It takes none." : $"It knows {string.Join(", ", _commands.Keys.Order(StringComparer.Ordinal))}.";
}
