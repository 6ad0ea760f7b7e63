using System.Diagnostics;
using System.Text;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Architecture.Tests;

/// <summary>What every project and every tracked file owes the reader.</summary>
public sealed class RepositoryTests
{
    private const int BytesThatTellTextFromBinary = 8000;

    /// <summary>
    /// Hosts of package registries. Where packages come from is the business of the machine that builds, which may have only a
    /// mirror. The names are put together here so that this file does not match itself.
    /// </summary>
    private static readonly string[] RegistryHosts =
    [
        "registry." + "npmjs.org",
        "registry." + "yarnpkg.com",
        "api." + "nuget.org",
        "deb." + "debian.org",
        "security." + "debian.org",
        "archive." + "ubuntu.com",
        "pypi" + ".org",
        "files." + "pythonhosted.org",
    ];

    public static TheoryData<string> Projects => DependencyTests.Projects;

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_UnderSrc_HasAReadme(string name) => Assert.True(
        File.Exists(Path.Combine(SourceProject.Named(name).Folder, "README.md")),
        $"{name} has no README.md: what it is for, what comes in, what goes out, where to start reading.");

    [Fact]
    public void TrackedTextFiles_Anywhere_NameNoRegistry()
    {
        var files = TrackedFiles();

        Assert.Contains("package-lock.json", files);
        Assert.Empty(files.SelectMany(file => RegistryHosts.Where(Text(file).Contains).Select(host => $"{file}: {host}")));
    }

    private static string Text(string file)
    {
        var path = Repository.Locate(file);

        // Tracked, but deleted or a link to a folder.
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        var start = bytes.AsSpan(0, Math.Min(bytes.Length, BytesThatTellTextFromBinary));
        return start.Contains((byte)0) ? "" : Encoding.UTF8.GetString(bytes);
    }

    private static string[] TrackedFiles()
    {
        // In a container the folder often belongs to another user, whom git would not trust.
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "-C", Repository.Root, "ls-files", "-z"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }
}
