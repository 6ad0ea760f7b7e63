namespace EdgeMonitor.Vision;

/// <summary>An input or output of a network.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its elements, such as <c>uint8</c> or <c>float</c>.</param>
/// <param name="Shape">Its sizes; a name where the caller may choose one, <c>?</c> where it has no name.</param>
public sealed record ModelTensor(string Name, string Type, IReadOnlyList<string> Shape)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Type}[{string.Join(',', Shape)}]";
}
