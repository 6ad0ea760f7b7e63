using System.CommandLine;

namespace EdgeMonitor.Agent.Verbs;

/// <summary><c>--models DIR</c>, for the verbs that may look at networks other than the shipped ones.</summary>
internal static class ModelFolderOption
{
    /// <summary>Makes the option.</summary>
    public static Option<string?> Create() => new("--models")
    {
        Description = "Folder of the networks and their SHA256SUMS; when not given, the shipped ones.",
        HelpName = "DIR",
    };
}
