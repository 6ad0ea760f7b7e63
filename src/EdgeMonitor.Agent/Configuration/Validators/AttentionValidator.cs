using System.ComponentModel.DataAnnotations;
using EdgeMonitor.Attention;

namespace EdgeMonitor.Agent.Configuration.Validators;

/// <summary>Checks the section <c>attention</c> as a whole: the mode and what the law asks for, values that do not go together.</summary>
internal sealed class AttentionValidator : ISettingsValidator
{
    /// <inheritdoc/>
    public void Validate(AgentOptions options, ConfigurationReport report)
    {
        var results = new List<ValidationResult>();
        AttentionOptionsValidator.Validate(options.Attention, results);
        foreach (var result in results)
        {
            var key = result.MemberNames.First();

            // The text begins with the key, which the report writes itself.
            report.AddMistake(key, result.ErrorMessage!.StartsWith(key, StringComparison.Ordinal) ? result.ErrorMessage[key.Length..].TrimStart() : result.ErrorMessage);
        }
    }
}
