using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace EdgeMonitor.Vision.Inference;

/// <summary>Which ONNX Runtime library is used, and what it computes on.</summary>
internal static class InferenceRuntime
{
    private static readonly Lock Lock = new();
    private static string? _library;
    private static bool _chosen;

    /// <summary>
    /// Makes this process load a library of the user's own instead of the one beside the program. Only the first choice counts,
    /// since a process cannot load two.
    /// </summary>
    /// <param name="library">The library; null for the one beside the program.</param>
    /// <exception cref="ModelException">It cannot be loaded, or another one is loaded already.</exception>
    public static void Choose(string? library)
    {
        lock (Lock)
        {
            if (_chosen)
            {
                if (library is not null && !string.Equals(library, _library, StringComparison.Ordinal))
                {
                    throw new ModelException($"This process uses {_library ?? "its own libonnxruntime.so"} already; {library} needs a new one.");
                }

                return;
            }

            if (library is not null)
            {
                Load(library);
            }

            (_library, _chosen) = (library, true);
        }
    }

    /// <summary>Prepares a session for a provider.</summary>
    /// <exception cref="ModelException">The library lacks the provider, or the machine lacks what the provider needs.</exception>
    public static void Use(ExecutionProvider provider, SessionOptions options, int threads)
    {
        if (provider is ExecutionProvider.Cpu)
        {
            return;
        }

        var present = Present();
        if (!present.Contains(provider))
        {
            throw new ModelException(
                $"vision.executionProvider is {Setting(provider)}, which this ONNX Runtime library ({_library ?? "the one beside the program"}) " +
                $"lacks. It has: {string.Join(", ", present.Select(Setting))}. " +
                "Choose one of these, or set vision.onnxRuntimeLibrary to a library that was built with it.");
        }

        try
        {
            Append(provider, options, threads);
        }
        catch (OnnxRuntimeException problem)
        {
            throw new ModelException(
                $"vision.executionProvider is {Setting(provider)}, which ONNX Runtime has but cannot start here: {problem.Message}", problem);
        }
    }

    // The library counts providers that it was built to load; whether their own libraries lie beside it is another matter.
    private static List<ExecutionProvider> Present()
    {
        var built = OrtEnv.Instance().GetAvailableProviders();
        var folder = Path.GetDirectoryName(_library) ?? AppContext.BaseDirectory;
        return [.. Enum.GetValues<ExecutionProvider>().Where(provider =>
            built.Contains(NameOf(provider), StringComparer.Ordinal) && (FileOf(provider) is not { } file || Path.Exists(Path.Combine(folder, file))))];
    }

    private static string? FileOf(ExecutionProvider provider) => provider switch
    {
        ExecutionProvider.Cuda => "libonnxruntime_providers_cuda.so",
        ExecutionProvider.Tensorrt => "libonnxruntime_providers_tensorrt.so",
        _ => null,
    };

    private static void Append(ExecutionProvider provider, SessionOptions options, int threads)
    {
        switch (provider)
        {
            case ExecutionProvider.Xnnpack:
                options.AppendExecutionProvider("XNNPACK", new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["intra_op_num_threads"] = threads.ToString(System.Globalization.CultureInfo.InvariantCulture),
                });
                break;
            case ExecutionProvider.Tensorrt:
                options.AppendExecutionProvider_Tensorrt();
                options.AppendExecutionProvider_CUDA();
                break;
            default:
                options.AppendExecutionProvider_CUDA();
                break;
        }
    }

    private static string NameOf(ExecutionProvider provider) => provider switch
    {
        ExecutionProvider.Xnnpack => "XnnpackExecutionProvider",
        ExecutionProvider.Cuda => "CUDAExecutionProvider",
        ExecutionProvider.Tensorrt => "TensorrtExecutionProvider",
        _ => "CPUExecutionProvider",
    };

    private static string Setting(ExecutionProvider provider) => provider.ToString().ToLowerInvariant();

    private static void Load(string library)
    {
#pragma warning disable RS0030 // Declares nothing: the operator's own build of the very library whose functions are declared already.
        if (!NativeLibrary.TryLoad(library, out var handle))
        {
            throw new ModelException(
                $"The ONNX Runtime library {library} (vision.onnxRuntimeLibrary) cannot be loaded: it is missing, for another " +
                $"processor, or lacks a library that it needs itself; ldd {library} tells.");
        }

        // ONNX Runtime's own resolver looks in the usual places only.
        OrtEnv.DisableDllImportResolver = true;
        NativeLibrary.SetDllImportResolver(
            typeof(OrtEnv).Assembly,
            (name, _, _) => name.Contains("onnxruntime", StringComparison.Ordinal) ? handle : IntPtr.Zero);
#pragma warning restore RS0030
    }
}
