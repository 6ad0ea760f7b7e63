using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>Says in words which values a setting takes, from its type and its validation attributes.</summary>
internal static class AcceptedValues
{
    /// <summary>The values that <paramref name="property"/> takes, such as <c>a whole number from 1 to 65535</c>.</summary>
    public static string Describe(PropertyInfo property, bool nullable)
    {
        if (SettingTypes.IsSection(property.PropertyType))
        {
            return nullable ? "a section: { … }, or null" : "a section: { … }";
        }

        var item = SettingTypes.ItemOf(property.PropertyType);
        var scalar = SettingTypes.ScalarOf(item ?? property.PropertyType);
        var words = property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed
            ? Listed([.. allowed.Values.Where(value => value is not null).Select(value => Written.Value(value))])
            : DescribeType(scalar);

        if (item is not null)
        {
            words = $"a list, each item {words}";
        }

        // A sentence that the author of an attribute wrote says more than the attribute's kind; the runtime's own have a {0}.
        var attributes = property.GetCustomAttributes<ValidationAttribute>().ToList();
        var own = attributes
            .Select(attribute => attribute.ErrorMessage)
            .FirstOrDefault(text => text is not null && !text.Contains("{0}", StringComparison.Ordinal));
        words = own ?? string.Concat([words, .. attributes.Select(DescribeLimit)]);
        return nullable ? $"{words}, or null" : words;
    }

    private static string DescribeType(Type scalar)
    {
        if (scalar.IsEnum)
        {
            return Listed([.. SettingTypes.ValuesOf(scalar).Select(value => Written.Value(value.Name))]);
        }

        return Type.GetTypeCode(scalar) switch
        {
            TypeCode.Boolean => "true or false",
            TypeCode.Int32 or TypeCode.Int64 => "a whole number",
            TypeCode.Double => "a number",
            _ => "a text",
        };
    }

    private static string DescribeLimit(ValidationAttribute attribute) => attribute switch
    {
        RangeAttribute range => DescribeRange(range),
        StringLengthAttribute length => Invariant($" of {length.MinimumLength} to {length.MaximumLength} characters"),
        LengthAttribute length => Invariant($" of length {length.MinimumLength} to {length.MaximumLength}"),
        MinLengthAttribute length => Invariant($" of length {length.Length} or more"),
        MaxLengthAttribute length => Invariant($" of length {length.Length} or less"),
        RegularExpressionAttribute expression => $" that matches {expression.Pattern}",
        RequiredAttribute or AllowedValuesAttribute or EnumDataTypeAttribute => "",
        _ => $" ({attribute.FormatErrorMessage("it")})",
    };

    private static string DescribeRange(RangeAttribute range)
    {
        var above = range.MinimumIsExclusive ? "above" : "from";
        var below = range.MaximumIsExclusive ? "below" : "to";
        if (range.Maximum is int.MaxValue or long.MaxValue or double.MaxValue or double.PositiveInfinity)
        {
            return Invariant($" {above} {range.Minimum}");
        }

        return Invariant($" {above} {range.Minimum} {below} {range.Maximum}");
    }

    private static string Listed(IReadOnlyList<string> words) => words.Count < 2
        ? string.Concat(words)
        : $"{string.Join(", ", words.Take(words.Count - 1))} or {words[^1]}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
