using System.CommandLine;

namespace EdgeMonitor.Agent.Verbs;

/// <summary>A command with examples for its help.</summary>
internal class Verb : Command
{
    /// <summary>Makes the command.</summary>
    /// <param name="name">What the user types.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="examples">Whole command lines that work.</param>
    public Verb(string name, string description, params IReadOnlyList<string> examples)
        : base(name, description) => Examples = examples;

    /// <summary>Whole command lines that work.</summary>
    public IReadOnlyList<string> Examples { get; }
}
