using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Agent.Hosting;

/// <summary>Explains to a person which part of the system is missing and how to get it.</summary>
internal static class MissingComponent
{
    /// <summary>What is missing and the Debian package that has it; null when the exception means something else.</summary>
    public static string? Describe(Exception exception) => exception switch
    {
        ModelException model => model.Message,
        DllNotFoundException { Message: var message } when message.Contains("libyuv", StringComparison.Ordinal) =>
            "The library libyuv.so.0 was not found. Install Debian's package libyuv0: apt-get install libyuv0",
        DllNotFoundException { Message: var message } when message.Contains("onnxruntime", StringComparison.Ordinal) =>
            "The library libonnxruntime.so was not found beside the program. Install EdgeMonitor again.",
        DllNotFoundException { Message: var message } when message.Contains("libsystemd", StringComparison.Ordinal) =>
            "The library libsystemd.so.0 was not found. Install Debian's package libsystemd0: apt-get install libsystemd0",
        DllNotFoundException library => library.Message,

        // ONNX Runtime loads its library in a static constructor.
        TypeInitializationException { InnerException: { } cause } => Describe(cause),
        _ => null,
    };
}
