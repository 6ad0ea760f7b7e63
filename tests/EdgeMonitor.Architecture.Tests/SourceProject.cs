using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Architecture.Tests;

/// <summary>A project under <c>src</c>, read from its project file and from its compiled assembly.</summary>
internal sealed class SourceProject
{
    private readonly XDocument _file;

    private SourceProject(string path)
    {
        _file = XDocument.Load(path);
        Name = Path.GetFileNameWithoutExtension(path);
        Folder = Path.GetDirectoryName(path)!;
        AssemblyName = _file.Descendants("AssemblyName").SingleOrDefault()?.Value ?? Name;
    }

    /// <summary>Every project under <c>src</c>.</summary>
    public static IReadOnlyList<SourceProject> All { get; } =
    [
        .. Directory.EnumerateDirectories(Repository.Locate("src"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceProject(path)),
    ];

    public string Name { get; }

    public string Folder { get; }

    public string AssemblyName { get; }

    /// <summary>The project of this name.</summary>
    public static SourceProject Named(string name) =>
        All.Single(project => string.Equals(project.Name, name, StringComparison.Ordinal));

    /// <summary>Names of the projects that the project file references.</summary>
    public IEnumerable<string> ReferencedProjects() => _file.Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    /// <summary>
    /// Names of the projects under <c>src</c> whose types the compiled assembly uses. That is another question than the project
    /// file's: references pass through, so that a project can use what it never named.
    /// </summary>
    public IEnumerable<string> UsedProjects()
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{AssemblyName}.dll"));
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        var used = metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .ToHashSet(StringComparer.Ordinal);
        return [.. All.Where(project => used.Contains(project.AssemblyName)).Select(project => project.Name)];
    }
}
