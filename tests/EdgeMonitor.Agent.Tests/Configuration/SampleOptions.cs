using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Tests.Configuration;

/// <summary>One setting of every kind.</summary>
internal sealed class SampleOptions
{
    public string Name { get; set; } = "standard";

    [Required]
    public AttentionMode? Mode { get; set; }

    [Range(1, 65535)]
    public int Port { get; set; } = 1883;

    public long Bytes { get; set; }

    [Range(0.0, 1.0)]
    public double Share { get; set; } = 0.5;

    public bool Enabled { get; set; }

    public int? Limit { get; set; } = 3;

    public string? Comment { get; set; }

    [AllowedValues("slow", "fast")]
    public string Speed { get; set; } = "slow";

    [RegularExpression("[a-z]+")]
    public string Letters { get; set; } = "a";

    public IReadOnlyList<string> Arguments { get; set; } = ["one"];

    [PasswordPropertyText(true)]
    [MinLength(4)]
    public string? Password { get; set; }

    public SampleSection Inner { get; } = new();

    public SampleTls? Tls { get; init; }
}
