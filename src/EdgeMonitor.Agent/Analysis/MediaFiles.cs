namespace EdgeMonitor.Agent.Analysis;

/// <summary>The pictures and videos that a list of files and folders stands for.</summary>
internal static class MediaFiles
{
    private static readonly string[] Pictures = [".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff", ".gif", ".pgm", ".ppm"];
    private static readonly string[] Videos = [".mp4", ".m4v", ".mkv", ".mov", ".avi", ".webm", ".mpg", ".mpeg", ".ts", ".y4m"];

    /// <summary>Whether the name says that the file is a video.</summary>
    public static bool IsVideo(string path) => HasExtension(path, Videos);

    /// <summary>Lists files in the given order, and for a folder what it holds (not its subfolders) in the order of names.</summary>
    /// <returns>For each path its files; none where the path does not exist, or the folder holds no picture or video.</returns>
    public static IEnumerable<(string Path, IReadOnlyList<string> Files)> Expand(IEnumerable<string> paths) => paths.Select(path =>
        (path, (IReadOnlyList<string>)(File.Exists(path) ? [path] : Directory.Exists(path) ? InFolder(path) : [])));

    private static List<string> InFolder(string folder) =>
    [
        .. Directory.EnumerateFiles(folder)
            .Where(file => HasExtension(file, Pictures) || IsVideo(file))
            .Order(StringComparer.Ordinal),
    ];

    private static bool HasExtension(string path, string[] extensions) =>
        extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
