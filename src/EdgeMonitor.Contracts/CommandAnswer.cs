namespace EdgeMonitor.Contracts;

/// <summary>A device's answer to a command, sent to the response topic that the command names (MQTT 5).</summary>
public sealed record CommandAnswer
{
    /// <summary>The version of this payload's schema.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The version of the schema that this payload follows.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Whether the command was carried out.</summary>
    public required CommandStatus Status { get; init; }

    /// <summary>Why it was not, in words for a person; absent when it was.</summary>
    public string? Error { get; init; }

    /// <summary>The answer to a command that was carried out.</summary>
    public static CommandAnswer Accept() => new() { Status = CommandStatus.Ok };

    /// <summary>The answer to a command that was not.</summary>
    /// <param name="error">Why, in words for a person.</param>
    public static CommandAnswer Refuse(string error) => new() { Status = CommandStatus.Error, Error = error };
}
