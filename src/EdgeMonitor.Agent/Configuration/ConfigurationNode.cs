namespace EdgeMonitor.Agent.Configuration;

/// <summary>A piece of configuration as it was written, before anything is known about what it should be.</summary>
/// <param name="Origin">Where it was written.</param>
internal abstract record ConfigurationNode(Origin Origin);

/// <summary>A group of named pieces; names that differ only in case are the same name.</summary>
internal sealed record SectionNode(Origin Origin) : ConfigurationNode(Origin)
{
    /// <summary>The pieces by name, in the order that they were written.</summary>
    public OrderedDictionary<string, ConfigurationNode> Members { get; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>A list of pieces.</summary>
internal sealed record ListNode(Origin Origin) : ConfigurationNode(Origin)
{
    /// <summary>The pieces in order.</summary>
    public List<ConfigurationNode> Items { get; } = [];
}

/// <summary>A single value.</summary>
/// <param name="Origin">Where it was written.</param>
/// <param name="Kind">How it was written.</param>
/// <param name="Text">The characters; of a text without its quotes.</param>
internal sealed record ScalarNode(Origin Origin, ScalarKind Kind, string Text) : ConfigurationNode(Origin);

/// <summary>How a single value was written.</summary>
internal enum ScalarKind
{
    /// <summary>JSON's null.</summary>
    Null,

    /// <summary>JSON's true or false.</summary>
    Boolean,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>A JSON string.</summary>
    Text,

    /// <summary>The value of an environment variable, which may stand for any of the others.</summary>
    Variable,
}
