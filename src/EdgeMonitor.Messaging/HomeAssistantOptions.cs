using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Messaging;

/// <summary>How the device introduces itself to Home Assistant: the section <c>homeAssistant</c> of the configuration.</summary>
public sealed record HomeAssistantOptions
{
    /// <summary>The default of <see cref="Prefix"/>.</summary>
    public const string DefaultPrefix = "homeassistant";

    /// <summary>Whether it does; true by default.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The first level of Home Assistant's own topics, letters, digits, <c>_</c> and <c>-</c>; <c>homeassistant</c> by default.</summary>
    [RegularExpression("[A-Za-z0-9_-]+")]
    public string Prefix { get; init; } = DefaultPrefix;

    /// <summary>Where Home Assistant says <c>online</c> after a start.</summary>
    internal string StatusTopic => $"{Prefix}/status";
}
