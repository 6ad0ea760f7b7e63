using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Agent.Link;

/// <summary>
/// The socket between <c>edgemonitor sense</c> and <c>edgemonitor publish</c>: the section <c>link</c>. <c>edgemonitor run</c>
/// needs none.
/// </summary>
internal sealed class LinkOptions
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "link";

    /// <summary>Default of <see cref="Socket"/>.</summary>
    public const string DefaultSocket = "/run/edgemonitor/link.sock";

    /// <summary>The longest path that fits a Unix socket's address (unix(7)), in bytes.</summary>
    public const int LongestSocketPath = 107;

    /// <summary>
    /// Path of the socket, 1 to 107 characters. <c>publish</c> makes it, in a folder that only the two users may enter.
    /// </summary>
    [Required]
    [StringLength(LongestSocketPath, MinimumLength = 1)]
    public string Socket { get; set; } = DefaultSocket;

    /// <summary>
    /// The local user that <c>edgemonitor sense</c> runs as; <c>publish</c> talks to no other. null: the user that <c>publish</c>
    /// itself runs as.
    /// </summary>
    [StringLength(32, MinimumLength = 1)]
    public string? SenseUser { get; set; }

    /// <summary>
    /// The local user that <c>edgemonitor publish</c> runs as; <c>sense</c> talks to no other. null: the user that <c>sense</c>
    /// itself runs as.
    /// </summary>
    [StringLength(32, MinimumLength = 1)]
    public string? PublishUser { get; set; }
}
