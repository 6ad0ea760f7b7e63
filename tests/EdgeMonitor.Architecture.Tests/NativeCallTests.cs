using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EdgeMonitor.Architecture.Tests;

/// <summary>
/// What a ban of .NET's own names cannot see is native code. This lists every native function that the rooms that see pictures
/// call; none of them writes a file, opens a socket or encodes a picture.
/// </summary>
public sealed class NativeCallTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["EdgeMonitor.Capture"] = ["libc kill", "libc poll"],
        ["EdgeMonitor.Vision"] = ["libc setenv", "libyuv.so.0 I444ToARGB", "libyuv.so.0 ScalePlane", "libyuv.so.0 SplitARGBPlane"],
        ["EdgeMonitor.Attention"] = [],
        ["EdgeMonitor.Evaluation"] = [],
    };

    public static TheoryData<string> Rooms => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void NativeCalls_OfARoomThatSeesPictures_AreTheListed(string room)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{room}.dll"));
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        var calls = metadata.MethodDefinitions
            .Select(handle => metadata.GetMethodDefinition(handle).GetImport())
            .Where(import => !import.Module.IsNil)
            .Select(import => $"{metadata.GetString(metadata.GetModuleReference(import.Module).Name)} {metadata.GetString(import.Name)}")
            .Distinct(StringComparer.Ordinal);

        Assert.Equal(Allowed[room].Order(StringComparer.Ordinal), calls.Order(StringComparer.Ordinal));
    }
}
