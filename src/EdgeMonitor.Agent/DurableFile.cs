using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EdgeMonitor.Agent;

/// <summary>Small files that survive power cuts: such a file holds the old content or the new one, never a part.</summary>
internal static partial class DurableFile
{
    // O_RDONLY | O_CLOEXEC, the same on x64 and Arm64.
    private const int OpenFlags = 0x80000;

    /// <summary>Replaces a file, making its folder if need be. When this returns, the new content is on the disk.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">It could not be replaced; the old content still stands.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Replace(string path, Action<Stream> write)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var part = path + ".new";
        using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            write(file);
            file.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
        SynchroniseFolder(folder);
    }

    /// <summary>The new name is on the disk only once the folder is (fsync(2)).</summary>
    private static void SynchroniseFolder(string path)
    {
        using var folder = OpenFile(path, OpenFlags);
        if (folder.IsInvalid || Synchronise(folder) != 0)
        {
            throw new IOException($"{path} cannot be synchronised: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synchronise(SafeFileHandle file);
}
