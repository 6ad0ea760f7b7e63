using System.Security.Cryptography;

namespace EdgeMonitor.Vision.Inference;

/// <summary>What a network's file holds.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its content.</param>
/// <param name="Hash">The content's SHA-256, 64 lower-case hexadecimal digits.</param>
internal sealed record ModelFile(string Path, byte[] Bytes, string Hash)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="ModelException">It is missing or may not be read.</exception>
    public static ModelFile Read(string path)
    {
        try
        {
#pragma warning disable RS0030 // Reads: the network, before any picture exists.
            var bytes = File.ReadAllBytes(path);
#pragma warning restore RS0030
            return new ModelFile(path, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The network {path} cannot be read: {problem.Message}", problem);
        }
    }
}
