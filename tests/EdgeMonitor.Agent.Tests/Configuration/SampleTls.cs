using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Agent.Tests.Configuration;

/// <summary>A section that may be absent and checks itself.</summary>
internal sealed record SampleTls : IValidatableObject
{
    public bool Enabled { get; init; }

    public string? CaFile { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CaFile is not null && !Enabled)
        {
            yield return new ValidationResult("needs enabled: true", [nameof(CaFile)]);
        }
    }
}
