using System.Runtime.InteropServices;
using System.Text.Json;
using EdgeMonitor.Contracts;
using Microsoft.Win32.SafeHandles;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>
/// Keeps the last <see cref="CameraRequest"/> over restarts and power cuts: the file holds the old request or the new one, never a
/// part, and a request that was kept is on the disk.
/// </summary>
internal sealed partial class RequestFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "camera-request.json";

    // O_RDONLY | O_CLOEXEC, the same on x64 and Arm64.
    private const int OpenFlags = 0x80000;

    private readonly string _folder;

    /// <summary>Names the file in <paramref name="folder"/>; nothing is touched yet.</summary>
    public RequestFile(string folder)
    {
        _folder = folder;
        Path = System.IO.Path.Combine(folder, Name);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Reads the last request; null when there has been none.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="JsonException">The file is damaged.</exception>
    public CameraRequest? Read()
    {
        try
        {
            var bytes = File.ReadAllBytes(Path);
            var request = JsonSerializer.Deserialize(bytes, MessageJson.Default.CameraRequest) ?? throw new JsonException("it holds no request");
            return ContractRules.FindProblem(request) is { } problem ? throw new JsonException(problem) : request;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Keeps a request. When this returns, it is on the disk.</summary>
    /// <exception cref="IOException">It could not be kept; the one before still is.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public void Write(CameraRequest request)
    {
        Directory.CreateDirectory(_folder);
        var part = Path + ".new";
        using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(file, request, MessageJson.Default.CameraRequest);
            file.Flush(flushToDisk: true);
        }

        File.Move(part, Path, overwrite: true);
        SynchroniseFolder();
    }

    /// <summary>The new name is on the disk only once the folder is (fsync(2)).</summary>
    private void SynchroniseFolder()
    {
        using var folder = OpenFile(_folder, OpenFlags);
        if (folder.IsInvalid || Synchronise(folder) != 0)
        {
            throw new IOException($"{_folder} cannot be synchronised: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synchronise(SafeFileHandle file);
}
