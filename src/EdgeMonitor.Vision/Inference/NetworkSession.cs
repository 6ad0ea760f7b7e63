using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;

namespace EdgeMonitor.Vision.Inference;

/// <summary>One network in ONNX Runtime. Calls go through a <see cref="BoundCall"/>, whose buffers live as long as the session.</summary>
internal sealed class NetworkSession : IDisposable
{
    private const int HashCharacters = 8;
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();

    /// <summary>Loads a network.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="threads">Threads of one call, at least 1.</param>
    /// <exception cref="ModelException">The file is missing or is no network that ONNX Runtime can load.</exception>
    public NetworkSession(string path, int threads)
    {
        byte[] model;
        try
        {
#pragma warning disable RS0030 // The one place in this room that touches a file: it reads the network, before any picture exists.
            model = File.ReadAllBytes(path);
#pragma warning restore RS0030
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The network {path} cannot be read: {problem.Message}", problem);
        }

        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
            // Idle threads sleep: on a device without a fan the camera process must not burn a core between frames.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            // x64 processors before VNNI saturate sums of two int8 products at 16 bits; this makes the runtime avoid it there.
            options.AddSessionConfigEntry("session.x64quantprecision", "1");
            _session = new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException problem)
        {
            throw new ModelException($"The network {path} is damaged or no ONNX file: {problem.Message}", problem);
        }

        Hash = Convert.ToHexStringLower(SHA256.HashData(model))[..HashCharacters];
    }

    /// <summary>The first eight hexadecimal digits of the file's SHA-256.</summary>
    public string Hash { get; }

    /// <summary>Fixes the shapes and buffers of a call, to be run as often as wanted.</summary>
    public BoundCall Bind(Tensor<byte> input, params ReadOnlySpan<Tensor<float>> outputs) => new(_session, _runOptions, input, outputs);

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }
}
