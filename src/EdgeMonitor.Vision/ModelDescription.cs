using System.Collections.ObjectModel;
using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision;

/// <summary>A network of the model folder, and whether it may be used.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Purpose">What the network does, in a few words.</param>
public sealed record ModelDescription(string File, ModelRole Role, string Purpose)
{
    /// <summary>Size of the file in bytes; null when it cannot be read.</summary>
    public long? Bytes { get; init; }

    /// <summary>SHA-256 of the file, 64 hexadecimal digits; null when it cannot be read.</summary>
    public string? Sha256 { get; init; }

    /// <summary>What <c>SHA256SUMS</c> expects; null when it does not name the file.</summary>
    public string? ExpectedSha256 { get; init; }

    /// <summary>
    /// Whether it is quantised, and calculates with 8-bit integers instead of floating point; null when it cannot be loaded.
    /// </summary>
    public bool? IsQuantised { get; init; }

    /// <summary>What goes in.</summary>
    public IReadOnlyList<ModelTensor> Inputs { get; init; } = [];

    /// <summary>What comes out.</summary>
    public IReadOnlyList<ModelTensor> Outputs { get; init; } = [];

    /// <summary>What whoever made the file wrote into it about it (ONNX <c>metadata_props</c>).</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Why the network cannot be used, and what to do about it; null when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Describes every network that the product loads, those with a problem too.</summary>
    public static IReadOnlyList<ModelDescription> List(VisionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = new ModelFolder(options);
        return
        [
            Describe(folder, ModelFolder.ProposalNetwork, ModelRole.Detection, "proposes windows that may hold a face (MTCNN, P-Net)"),
            Describe(folder, ModelFolder.RefineNetwork, ModelRole.Detection, "sorts the windows out (MTCNN, R-Net)"),
            Describe(folder, ModelFolder.OutputNetwork, ModelRole.Detection, "decides, and finds five landmarks (MTCNN, O-Net)"),
            Describe(folder, ModelFolder.ExpressionNetwork, ModelRole.Expression, "reads the expression; not loaded in the mode orientation"),
        ];
    }

    /// <summary>Describes an expression network of somebody's own.</summary>
    /// <exception cref="ModelException">It cannot be read or loaded.</exception>
    public static ModelDescription OfExpressionNetwork(string path, VisionOptions options)
    {
        var model = ModelFile.Read(path);
        using var session = new ModelFolder(options).Load(model);
        var description = new ModelDescription(Path.GetFileName(path), ModelRole.Expression, "reads the expression");
        return With(Of(description, model), model, session);
    }

    private static ModelDescription Describe(ModelFolder folder, string file, ModelRole role, string purpose)
    {
        var description = new ModelDescription(file, role, purpose);
        try
        {
            var model = folder.Read(file);
            description = Of(description, model);
            description = description with { ExpectedSha256 = folder.Checksums.Find(file) };
            folder.Checksums.Check(file, model.Hash);
            using var session = folder.Load(model);
            return With(description, model, session);
        }
        catch (ModelException problem)
        {
            return description with { Problem = problem.Message };
        }
    }

    private static ModelDescription Of(ModelDescription description, ModelFile model) =>
        description with { Bytes = model.Bytes.Length, Sha256 = model.Hash };

    private static ModelDescription With(ModelDescription description, ModelFile model, NetworkSession session) => description with
    {
        IsQuantised = OnnxGraph.IsQuantised(model.Bytes),
        Inputs = session.Inputs,
        Outputs = session.Outputs,
        Properties = new Dictionary<string, string>(session.Properties, StringComparer.Ordinal),
    };
}
