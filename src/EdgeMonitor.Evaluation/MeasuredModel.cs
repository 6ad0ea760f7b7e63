namespace EdgeMonitor.Evaluation;

/// <summary>A network that was measured.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Sha256">Its SHA-256, 64 hexadecimal digits.</param>
/// <param name="Precision"><c>int8</c> or <c>float</c>.</param>
/// <param name="Bytes">Size of the file.</param>
public sealed record MeasuredModel(string File, string Sha256, string Precision, long Bytes)
{
    /// <summary>The name of an arithmetic.</summary>
    public static string PrecisionName(bool isQuantised) => isQuantised ? "int8" : "float";
}
