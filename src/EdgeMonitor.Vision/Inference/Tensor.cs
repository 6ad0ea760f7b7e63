namespace EdgeMonitor.Vision.Inference;

/// <summary>A named input or output of a network: its shape, and the memory that holds it in row-major order.</summary>
internal readonly record struct Tensor<T>(string Name, Memory<T> Memory, params long[] Shape)
    where T : unmanaged;
