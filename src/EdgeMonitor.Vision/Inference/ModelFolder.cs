namespace EdgeMonitor.Vision.Inference;

/// <summary>The folder that holds the networks.</summary>
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
    private readonly string _folder;
    private readonly int _threads;

    /// <summary>Takes folder and threads from the options.</summary>
    public ModelFolder(VisionOptions options)
    {
        _folder = options.ModelDirectory ?? Path.Combine(AppContext.BaseDirectory, "models");
        _threads = options.Threads > 0 ? options.Threads : Math.Min(Environment.ProcessorCount, MostThreads);
    }

    /// <summary>Loads one network.</summary>
    /// <exception cref="ModelException">The file is missing or damaged.</exception>
    public NetworkSession Open(string file) => new(Path.Combine(_folder, file), _threads);
}
