using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeMonitor.Vision.Inference;

/// <summary>
/// Keeps ONNX Runtime from reporting to its makers. Since 1.29 its official Linux builds give the machine an id, keep events in
/// <c>~/.cache/Microsoft/DeveloperTools/.onnxruntime</c> and send them to <c>mobile.events.data.microsoft.com</c>, unless this
/// variable is set when the library starts: then none of it happens. A newer version may send something else; its Privacy.md tells.
/// </summary>
internal static partial class NoTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Runs before anything else of this assembly, the only one that uses ONNX Runtime, so nobody can forget it or come too early.</summary>
#pragma warning disable CA2255 // A library may not cost its users time at the start; this sets one variable, and a call to it could come too late.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Apply()
    {
        // Environment.SetEnvironmentVariable changes .NET's own copy, which native code does not see.
        if (SetVariable(Variable, "1", overwrite: 1) != 0)
        {
            throw new InvalidOperationException($"{Variable} cannot be set, so ONNX Runtime would report to its makers.");
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
