using Microsoft.ML.OnnxRuntime;

namespace EdgeMonitor.Vision.Inference;

/// <summary>A call of a network with fixed shapes and buffers, so that running it neither copies nor allocates.</summary>
internal sealed class BoundCall : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions;
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _values = [];

    public BoundCall(InferenceSession session, RunOptions runOptions, Tensor<byte> input, ReadOnlySpan<Tensor<float>> outputs)
    {
        _session = session;
        _runOptions = runOptions;
        _binding = session.CreateIoBinding();
        _binding.BindInput(input.Name, Value(input));
        foreach (var output in outputs)
        {
            _binding.BindOutput(output.Name, Value(output));
        }
    }

    /// <summary>Reads the input buffer and fills the output buffers.</summary>
    public void Run() => _session.RunWithBinding(_runOptions, _binding);

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _values.ForEach(value => value.Dispose());
    }

    private OrtValue Value<T>(Tensor<T> tensor)
        where T : unmanaged
    {
        var value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, tensor.Memory, tensor.Shape);
        _values.Add(value);
        return value;
    }
}
