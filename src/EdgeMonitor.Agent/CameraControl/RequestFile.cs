using System.Text.Json;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>
/// Keeps the last <see cref="CameraRequest"/> over restarts and power cuts: the file holds the old request or the new one, never a
/// part, and a request that was kept is on the disk.
/// </summary>
internal sealed class RequestFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "camera-request.json";

    /// <summary>Names the file in <paramref name="folder"/>; nothing is touched yet.</summary>
    public RequestFile(string folder) => Path = System.IO.Path.Combine(folder, Name);

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
    public void Write(CameraRequest request) =>
        DurableFile.Replace(Path, file => JsonSerializer.Serialize(file, request, MessageJson.Default.CameraRequest));
}
