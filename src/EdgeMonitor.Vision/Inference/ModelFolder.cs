namespace EdgeMonitor.Vision.Inference;

/// <summary>The folder that holds the networks, with the list of what they have to be.</summary>
internal sealed class ModelFolder
{
    /// <summary>File name of MTCNN's P-Net.</summary>
    public const string ProposalNetwork = "mtcnn-pnet.onnx";

    /// <summary>File name of MTCNN's R-Net.</summary>
    public const string RefineNetwork = "mtcnn-rnet.onnx";

    /// <summary>File name of MTCNN's O-Net.</summary>
    public const string OutputNetwork = "mtcnn-onet.onnx";

    /// <summary>File name of the expression network.</summary>
    public const string ExpressionNetwork = "expression.onnx";

    private const int MostThreads = 4;
    private readonly int _threads;
    private readonly ExecutionProvider _provider;
    private readonly string? _library;
    private readonly Lazy<Checksums> _checksums;

    /// <summary>Takes folder and threads from the options.</summary>
    public ModelFolder(VisionOptions options)
    {
        Location = options.ModelDirectory ?? Path.Combine(AppContext.BaseDirectory, "models");
        _threads = options.Threads > 0 ? options.Threads : Math.Min(Environment.ProcessorCount, MostThreads);
        _provider = options.ExecutionProvider;
        _library = options.OnnxRuntimeLibrary;
        _checksums = new Lazy<Checksums>(() => Checksums.Read(Location), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The folder.</summary>
    public string Location { get; }

    /// <summary>What the files have to be.</summary>
    /// <exception cref="ModelException">The list is missing or malformed.</exception>
    public Checksums Checksums => _checksums.Value;

    /// <summary>Reads a network's file; what it holds is not checked.</summary>
    /// <exception cref="ModelException">The file is missing or may not be read.</exception>
    public ModelFile Read(string file) => ModelFile.Read(Path.Combine(Location, file));

    /// <summary>Loads one network.</summary>
    /// <exception cref="ModelException">The file is missing, damaged or not the one that <see cref="Checksums"/> names.</exception>
    public NetworkSession Open(string file)
    {
        var model = Read(file);
        Checksums.Check(file, model.Hash);
        return Load(model);
    }

    /// <summary>Loads a network whose file was read already.</summary>
    /// <exception cref="ModelException">ONNX Runtime cannot load it.</exception>
    public NetworkSession Load(ModelFile model)
    {
        InferenceRuntime.Choose(_library);
        return new NetworkSession(model, _threads, _provider);
    }
}
