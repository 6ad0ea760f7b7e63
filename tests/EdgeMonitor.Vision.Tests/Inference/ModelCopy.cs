using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision.Tests.Inference;

/// <summary>A copy of the shipped networks with their list, to be spoilt; gone after the test.</summary>
internal sealed class ModelCopy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgemonitor-models-");

    public ModelCopy()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "models")))
        {
            File.Copy(file, Locate(Path.GetFileName(file)));
        }
    }

    public VisionOptions Options => new() { ModelDirectory = _folder.FullName, Threads = 1 };

    public string List => Locate(Checksums.FileName);

    public string Locate(string file) => Path.Combine(_folder.FullName, file);

    public void Dispose() => _folder.Delete(recursive: true);
}
