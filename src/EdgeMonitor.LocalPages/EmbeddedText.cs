namespace EdgeMonitor.LocalPages;

/// <summary>Style sheets and scripts that are embedded in a program.</summary>
public static class EmbeddedText
{
    /// <summary>Reads one.</summary>
    /// <param name="owner">A type of the assembly that it is embedded in.</param>
    /// <param name="name">Its logical name.</param>
    public static string Read(Type owner, string name)
    {
        ArgumentNullException.ThrowIfNull(owner);
        using var stream = owner.Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
