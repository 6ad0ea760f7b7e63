namespace EdgeMonitor.Agent.Tests;

/// <summary>A file in a folder of its own, both gone on <see cref="Dispose"/>.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgemonitor-agent-");

    public TemporaryFile(string content, string name = "edgemonitor.json")
    {
        Path = System.IO.Path.Combine(_folder.FullName, name);
        File.WriteAllText(Path, content);
    }

    public string Path { get; }

    public string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
