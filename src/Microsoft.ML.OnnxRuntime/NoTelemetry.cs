using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeMonitor.OnnxRuntime;

/// <summary>
/// Keeps ONNX Runtime from reporting to its makers. Since 1.29 its official Linux builds give the machine an id, keep events in
/// <c>~/.cache/Microsoft/DeveloperTools/.onnxruntime</c> and send them to <c>mobile.events.data.microsoft.com</c>, unless this
/// variable is set when the library starts: then none of it happens.
/// </summary>
internal static class NoTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Runs before anything else of this assembly, so nobody can forget it or come too early.</summary>
    [ModuleInitializer]
    internal static void Apply()
    {
        // Environment.SetEnvironmentVariable changes .NET's own copy, which native code does not see.
        if (SetVariable(Variable, "1", overwrite: 1) != 0)
        {
            throw new InvalidOperationException($"{Variable} cannot be set, so ONNX Runtime would report to its makers.");
        }
    }

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetVariable(string name, string value, int overwrite);
}
