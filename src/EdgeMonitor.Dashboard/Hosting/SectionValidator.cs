using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Hosting;

/// <summary>Checks the annotations of a section and of the objects in it, and lists every mistake with its key.</summary>
internal sealed class SectionValidator<T> : IValidateOptions<T>
    where T : class
{
    private readonly string _section;
    private readonly Func<T, IReadOnlyList<(string Key, object? Value)>> _parts;

    public SectionValidator(string section, Func<T, IReadOnlyList<(string Key, object? Value)>> parts)
    {
        _section = section;
        _parts = parts;
    }

    public ValidateOptionsResult Validate(string? name, T options)
    {
        List<string> mistakes = [.. _parts(options).SelectMany(part => part.Value is { } value ? Check(part.Key, value) : [])];
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private IEnumerable<string> Check(string key, object value)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(value, new ValidationContext(value), results, validateAllProperties: true);
        var section = key.Length == 0 ? _section : $"{_section}:{key}";
        return results.Select(result =>
            $"{string.Join(", ", result.MemberNames.Select(member => $"{section}:{member}"))}: {result.ErrorMessage}");
    }
}
