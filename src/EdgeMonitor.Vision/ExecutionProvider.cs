namespace EdgeMonitor.Vision;

/// <summary>What ONNX Runtime computes on.</summary>
public enum ExecutionProvider
{
    /// <summary>The processor, by ONNX Runtime's own kernels. Always there.</summary>
    Cpu,

    /// <summary>The processor, by XNNPACK where it has a kernel.</summary>
    Xnnpack,

    /// <summary>An NVIDIA GPU.</summary>
    Cuda,

    /// <summary>An NVIDIA GPU, by TensorRT where it has a kernel, else by CUDA.</summary>
    Tensorrt,
}
