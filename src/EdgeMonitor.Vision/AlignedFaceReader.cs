using EdgeMonitor.Vision.Expression;
using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision;

/// <summary>
/// The expression network alone, on faces that are cut and aligned already, as a collection of labelled faces has them. For
/// measuring the network; a camera's frames go through <see cref="FaceAnalyzer"/>. Not thread-safe.
/// </summary>
public sealed class AlignedFaceReader : IDisposable
{
    /// <summary>Side of a face in pixels.</summary>
    public const int Side = FaceAlignment.Side;

    private const string Expected = "pixels uint8[N,1,48,48] in, fer2013 float[N,7], ferplus float[N,8] out";

    private readonly NetworkSession _session;
    private readonly ExpressionNetwork _network;
    private readonly string _path;

    private AlignedFaceReader(NetworkSession session, string path)
    {
        _session = session;
        _network = new ExpressionNetwork(session);
        _path = path;
    }

    /// <summary>The classes of FER-2013 (Goodfellow et al. 2013), in the order of the network's first head.</summary>
    public static IReadOnlyList<string> Fer2013Classes => ExpressionReading.Names;

    /// <summary>The emotions of FER+ (Barsoum et al. 2016, arXiv:1608.01041), in the order of the network's second head.</summary>
    public static IReadOnlyList<string> FerPlusClasses { get; } =
        ["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt"];

    /// <summary>The expression network's name with its hash.</summary>
    public string Version => _network.Version;

    /// <summary>Loads the expression network.</summary>
    /// <param name="options">The folder of the networks, and threads.</param>
    /// <exception cref="ModelException">The network is missing or damaged.</exception>
    public static AlignedFaceReader Create(VisionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = new ModelFolder(options);
        return new AlignedFaceReader(folder.Open(ModelFolder.ExpressionNetwork), Path.Combine(folder.Location, ModelFolder.ExpressionNetwork));
    }

    /// <summary>Loads a network of somebody's own; <c>SHA256SUMS</c> is not asked.</summary>
    /// <param name="file">The ONNX file: <c>pixels [N,1,48,48]</c> uint8 in, <c>fer2013 [N,7]</c> and <c>ferplus [N,8]</c> probabilities out.</param>
    /// <param name="options">Threads.</param>
    /// <exception cref="ModelException">It cannot be read, or has other inputs or outputs.</exception>
    public static AlignedFaceReader Load(string file, VisionOptions options)
    {
        var session = new ModelFolder(options).Load(ModelFile.Read(file));
        var found = $"{Describe(session.Inputs)} in, {Describe(session.Outputs)} out";
        if (found.Equals(Expected, StringComparison.Ordinal))
        {
            return new AlignedFaceReader(session, file);
        }

        session.Dispose();
        throw new ModelException($"The network {file} is no expression network: it has {found}; expected are {Expected}.");
    }

    /// <summary>What the product makes of the eight probabilities of the FER+ head.</summary>
    public static ExpressionReading ToReading(ReadOnlySpan<float> ferPlus) => ExpressionNetwork.ToReading(ferPlus);

    /// <summary>Where the emotions lie among the network's answers, by its file.</summary>
    /// <exception cref="ModelException">The file does not say.</exception>
    public ExpressionPrior ReadPrior() => ExpressionPrior.Of(_session, _path);

    /// <summary>Gives the probabilities of both heads.</summary>
    /// <param name="faces"><c>[N, 48, 48]</c> uint8, grey, full range.</param>
    /// <param name="fer2013"><c>[N, 7]</c>, filled with the probabilities of <see cref="Fer2013Classes"/>.</param>
    /// <param name="ferPlus"><c>[N, 8]</c>, filled with the probabilities of <see cref="FerPlusClasses"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not belong to the same number of faces.</exception>
    public void Read(ReadOnlySpan<byte> faces, Span<float> fer2013, Span<float> ferPlus)
    {
        var (count, rest) = Math.DivRem(faces.Length, Side * Side);
        if (rest != 0 || fer2013.Length != count * Fer2013Classes.Count || ferPlus.Length != count * FerPlusClasses.Count)
        {
            throw new ArgumentException(
                $"Whole faces and 7 and 8 places for each are needed; got {faces.Length}, {fer2013.Length} and {ferPlus.Length}.",
                nameof(faces));
        }

        _network.Read(faces, fer2013, ferPlus);
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    // The first dimension is the batch, whatever its name.
    private static string Describe(IEnumerable<ModelTensor> tensors) =>
        string.Join(", ", tensors.Select(tensor => $"{tensor.Name} {tensor.Type}[N,{string.Join(',', tensor.Shape.Skip(1))}]"));
}
