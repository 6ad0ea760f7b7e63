using System.Numerics;

namespace EdgeMonitor.Vision.Inference;

/// <summary>
/// The calls of a network that takes faces in batches: one buffer for the pictures of a batch, one for each output, and a
/// <see cref="BoundCall"/> for each of a few batch sizes, all made at the start.
/// </summary>
internal sealed class BatchCalls : IDisposable
{
    /// <summary>
    /// Faces that the buffers hold. Larger batches gain nothing: from about sixteen on, what lies between two layers no longer
    /// fits into a processor's second-level cache.
    /// </summary>
    public const int Capacity = 16;

    private readonly NetworkSession _session;
    private readonly string _inputName;
    private readonly long[] _pictureShape;
    private readonly byte[] _pictures;
    private readonly (string Name, int Length, float[] Values)[] _outputs;

    // For 2^i pictures from a multiple of 2^i on: any number of pictures is a sum of these, and the runtime sees few shapes.
    private readonly BoundCall[][] _calls = new BoundCall[BitOperations.Log2(Capacity) + 1][];

    /// <summary>Makes the buffers.</summary>
    /// <param name="session">The network; it becomes this object's to dispose.</param>
    /// <param name="inputName">Name of the input.</param>
    /// <param name="pictureShape">Shape of one picture, without the batch: channels, height, width.</param>
    /// <param name="outputs">Name of each output and its numbers for one picture.</param>
    public BatchCalls(NetworkSession session, string inputName, long[] pictureShape, params ReadOnlySpan<(string Name, int Length)> outputs)
    {
        _session = session;
        _inputName = inputName;
        _pictureShape = pictureShape;
        PictureBytes = (int)pictureShape.Aggregate((product, size) => product * size);
        _pictures = GC.AllocateArray<byte>(Capacity * PictureBytes, pinned: true);
        _outputs = new (string, int, float[])[outputs.Length];
        for (var i = 0; i < outputs.Length; i++)
        {
            var values = GC.AllocateArray<float>(Capacity * outputs[i].Length, pinned: true);
            _outputs[i] = (outputs[i].Name, outputs[i].Length, values);
        }

        for (var i = 0; i < _calls.Length; i++)
        {
            var count = 1 << i;
            _calls[i] = [.. Enumerable.Range(0, Capacity / count).Select(place => Bind(place * count, count))];
        }
    }

    /// <summary>Bytes of one picture.</summary>
    public int PictureBytes { get; }

    /// <summary>The first hexadecimal digits of the file's SHA-256.</summary>
    public string Hash => _session.Hash;

    /// <summary>Where the picture at <paramref name="index"/> of the next batch is to be written.</summary>
    public Span<byte> Picture(int index) => _pictures.AsSpan(index * PictureBytes, PictureBytes);

    /// <summary>Runs the network on the first <paramref name="count"/> pictures.</summary>
    public void Run(int count)
    {
        // The largest power of two first, so that each of the rest begins at a multiple of its own size.
        for (var start = 0; start < count;)
        {
            var size = BitOperations.Log2((uint)(count - start));
            _calls[size][start >> size].Run();
            start += 1 << size;
        }
    }

    /// <summary>What the last call gave for the picture at <paramref name="index"/>.</summary>
    /// <param name="output">Position of the output in the constructor's list.</param>
    /// <param name="index">Position of the picture in the batch.</param>
    public ReadOnlySpan<float> Output(int output, int index)
    {
        var (_, length, values) = _outputs[output];
        return values.AsSpan(index * length, length);
    }

    /// <summary>Overwrites the pictures.</summary>
    public void Wipe() => _pictures.AsSpan().Clear();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var call in _calls.SelectMany(calls => calls))
        {
            call.Dispose();
        }

        _session.Dispose();
    }

    private BoundCall Bind(int start, int count) => _session.Bind(
        new Tensor<byte>(_inputName, _pictures.AsMemory(start * PictureBytes, count * PictureBytes), [count, .. _pictureShape]),
        [.. _outputs.Select(output => new Tensor<float>(
            output.Name, output.Values.AsMemory(start * output.Length, count * output.Length), count, output.Length))]);
}
