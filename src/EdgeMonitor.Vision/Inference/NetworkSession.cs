using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace EdgeMonitor.Vision.Inference;

/// <summary>One network in ONNX Runtime. Calls go through a <see cref="BoundCall"/>, whose buffers live as long as the session.</summary>
internal sealed class NetworkSession : IDisposable
{
    private const int HashCharacters = 8;
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();

    /// <summary>Loads a network.</summary>
    /// <param name="model">The ONNX file.</param>
    /// <param name="threads">Threads of one call, at least 1.</param>
    /// <param name="provider">What it runs on.</param>
    /// <exception cref="ModelException">It is no network that ONNX Runtime can load, or the provider is missing.</exception>
    public NetworkSession(ModelFile model, int threads, ExecutionProvider provider = ExecutionProvider.Cpu)
    {
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
            // Idle threads sleep: on a device without a fan the camera process must not burn a core between frames.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            // x64 processors before VNNI saturate sums of two int8 products at 16 bits; this makes the runtime avoid it there.
            options.AddSessionConfigEntry("session.x64quantprecision", "1");
            InferenceRuntime.Use(provider, options, threads);
            _session = new InferenceSession(model.Bytes, options);
        }
        catch (OnnxRuntimeException problem)
        {
            throw new ModelException($"The network {model.Path} is damaged or no ONNX file: {problem.Message}", problem);
        }

        Hash = model.Hash[..HashCharacters];
        Threads = threads;
    }

    /// <summary>The first eight hexadecimal digits of the file's SHA-256.</summary>
    public string Hash { get; }

    /// <summary>Threads of one call.</summary>
    public int Threads { get; }

    /// <summary>What goes in, in the network's order.</summary>
    public IReadOnlyList<ModelTensor> Inputs => Describe(_session.InputNames, _session.InputMetadata);

    /// <summary>What comes out, in the network's order.</summary>
    public IReadOnlyList<ModelTensor> Outputs => Describe(_session.OutputNames, _session.OutputMetadata);

    /// <summary>What whoever made the file wrote into it about it.</summary>
    public IReadOnlyDictionary<string, string> Properties => _session.ModelMetadata.CustomMetadataMap;

    /// <summary>Fixes the shapes and buffers of a call, to be run as often as wanted.</summary>
    public BoundCall Bind(Tensor<byte> input, params ReadOnlySpan<Tensor<float>> outputs) => new(_session, _runOptions, input, outputs);

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }

    private static List<ModelTensor> Describe(IEnumerable<string> names, IReadOnlyDictionary<string, NodeMetadata> metadata) =>
    [
        .. names.Select(name => (Name: name, Node: metadata[name])).Select(tensor => new ModelTensor(
            tensor.Name, tensor.Node.ElementDataType.ToString().ToLowerInvariant(), Shape(tensor.Node))),
    ];

    // A dimension that a caller may choose has a name instead of a size.
    private static List<string> Shape(NodeMetadata node) =>
    [
        .. node.Dimensions.Zip(node.SymbolicDimensions, (size, name) =>
            size >= 0 ? size.ToString(CultureInfo.InvariantCulture) : name.Length > 0 ? name : "?"),
    ];
}
