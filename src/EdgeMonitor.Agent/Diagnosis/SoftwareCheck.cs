using System.Runtime.InteropServices;

namespace EdgeMonitor.Agent.Diagnosis;

/// <summary>The libraries that EdgeMonitor loads, and what runs it.</summary>
internal static class SoftwareCheck
{
    private static readonly (string Library, string Package)[] Libraries =
        [("libmosquitto.so.1", "libmosquitto1"), ("libyuv.so.0", "libyuv0"), ("libsystemd.so.0", "libsystemd0")];

    /// <summary>Looks at them.</summary>
    public static IEnumerable<Finding> Examine()
    {
        yield return Finding.Ok("software", $"EdgeMonitor {ProductVersion.Text}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        foreach (var (library, package) in Libraries)
        {
            if (NativeLibrary.TryLoad(library, out var handle))
            {
                NativeLibrary.Free(handle);
                yield return Finding.Ok(package, VersionOf(package) is { } version ? $"{library} of version {version}" : library);
            }
            else
            {
                yield return Finding.Failure(package, $"{library} was not found.", $"apt-get install {package}");
            }
        }
    }

    /// <summary>What dpkg says; null where there is none, or the library came in another way.</summary>
    private static string? VersionOf(string package) => Tool.Ask("dpkg-query", "-W", "-f", "${Version}", package);
}
