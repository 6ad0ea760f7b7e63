using EdgeMonitor.Vision;

namespace EdgeMonitor.Evaluation;

/// <summary>A network that was measured.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Sha256">Its SHA-256, 64 hexadecimal digits.</param>
/// <param name="Precision"><c>int8</c> or <c>float</c>.</param>
/// <param name="Bytes">Size of the file.</param>
public sealed record MeasuredModel(string File, string Sha256, string Precision, long Bytes)
{
    /// <summary>What a report says of a network that could be loaded.</summary>
    public static MeasuredModel Of(ModelDescription model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new MeasuredModel(model.File, model.Sha256!, PrecisionName(model.IsQuantised is true), model.Bytes!.Value);
    }

    /// <summary>The name of an arithmetic.</summary>
    public static string PrecisionName(bool isQuantised) => isQuantised ? "int8" : "float";
}
