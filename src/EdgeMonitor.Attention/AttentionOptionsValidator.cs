using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using EdgeMonitor.Attention.Lessons;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Attention;

/// <summary>
/// Finds every mistake in <see cref="AttentionOptions"/>: single values out of range and values that do not go together.
/// </summary>
public static class AttentionOptionsValidator
{
    /// <summary>
    /// Adds one entry per mistake. Its member name is the key as written in the file (<c>attention.presence.minutes</c>), its
    /// text says what is wrong and what is accepted.
    /// </summary>
    public static void Validate(AttentionOptions options, ICollection<ValidationResult> mistakes)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(mistakes);
        ValidateMode(options, mistakes);
        ValidateRanges(options, AttentionOptions.SectionName, mistakes);
        ValidateRanges(options.Orientation, Key(nameof(options.Orientation)), mistakes);
        ValidateRanges(options.Expression, Key(nameof(options.Expression)), mistakes);
        ValidateRanges(options.Presence, Key(nameof(options.Presence)), mistakes);
        ValidateRanges(options.Lessons, Key(nameof(options.Lessons)), mistakes);
        ValidateShareStep(options, mistakes);
        ValidateBudget(options.Lessons, mistakes);
        if (options.PrivacyPreset is PrivacyPreset.Strict)
        {
            ValidateStrict(nameof(options.WindowSeconds), options.WindowSeconds, AttentionOptions.StrictWindowSeconds, mistakes);
            ValidateStrict(nameof(options.MinimumGroup), options.MinimumGroup, AttentionOptions.StrictMinimumGroup, mistakes);
            ValidateStrict(nameof(options.PeopleStep), options.PeopleStep, AttentionOptions.StrictPeopleStep, mistakes);
            ValidateStrict(nameof(options.ShareStep), options.ShareStep, AttentionOptions.StrictShareStep, mistakes);
        }
    }

    private static void ValidateMode(AttentionOptions options, ICollection<ValidationResult> mistakes)
    {
        var key = Key(nameof(options.Mode));
        if (options.Mode is not { } mode)
        {
            Add(mistakes, key, "is missing and has no default; accepted are orientation (infers no emotion), expression and combined.");
            return;
        }

        if (!Enum.IsDefined(mode))
        {
            Add(mistakes, key, $"is {mode:D}; accepted are orientation, expression and combined.");
            return;
        }

        if (mode is AttentionMode.Orientation)
        {
            if (options.PublishExpressions)
            {
                Add(
                    mistakes,
                    Key(nameof(options.PublishExpressions)),
                    $"is true, but {key} is orientation, which reads no expressions; accepted is false.");
            }
        }
        else if (!options.EmotionInferenceAcknowledged)
        {
            Add(
                mistakes,
                Key(nameof(options.EmotionInferenceAcknowledged)),
                $"is false, but {key} is {CamelCase(mode.ToString())}, which infers emotions. Regulation (EU) 2024/1689 (AI Act), "
                + "Art. 5(1)(f), prohibits AI systems that infer emotions in education institutions, except for medical or safety "
                + $"reasons. Set {key} to orientation, or this to true where the prohibition does not apply.");
        }
    }

    private static void ValidateRanges(object options, string section, ICollection<ValidationResult> mistakes)
    {
        foreach (var property in options.GetType().GetProperties())
        {
            var value = property.GetValue(options);
            if (property.GetCustomAttribute<RangeAttribute>() is { } range && !range.IsValid(value))
            {
                Add(
                    mistakes,
                    $"{section}.{CamelCase(property.Name)}",
                    string.Create(CultureInfo.InvariantCulture, $"is {value}; accepted are {range.Minimum} to {range.Maximum}."));
            }
        }
    }

    private static void ValidateShareStep(AttentionOptions options, ICollection<ValidationResult> mistakes)
    {
        var step = options.ShareStep;
        if (step is >= AttentionOptions.DefaultShareStep and <= 0.5 && Math.Abs(1 / step - Math.Round(1 / step)) > 1e-6)
        {
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"is {step}; accepted is one divided by a whole number: 0.05, 0.1, 0.125, 0.2, 0.25 or 0.5.");
            Add(mistakes, Key(nameof(options.ShareStep)), text);
        }
    }

    private static void ValidateBudget(LessonOptions lessons, ICollection<ValidationResult> mistakes)
    {
        if (lessons.DailyEpsilon < lessons.Epsilon)
        {
            var section = Key(nameof(AttentionOptions.Lessons));
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"is {lessons.DailyEpsilon}, less than {section}.epsilon, so that no lesson could ever be released; accepted are {lessons.Epsilon} and more.");
            Add(mistakes, $"{section}.{CamelCase(nameof(lessons.DailyEpsilon))}", text);
        }
    }

    private static void ValidateStrict(string property, double value, double least, ICollection<ValidationResult> mistakes)
    {
        if (value < least)
        {
            var preset = Key(nameof(AttentionOptions.PrivacyPreset));
            var text = string.Create(
                CultureInfo.InvariantCulture, $"is {value}, but {preset} is strict; accepted are {least} and more, or leave it out.");
            Add(mistakes, Key(property), text);
        }
    }

    private static string Key(string property) => $"{AttentionOptions.SectionName}.{CamelCase(property)}";

    private static string CamelCase(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static void Add(ICollection<ValidationResult> mistakes, string key, string text) =>
        mistakes.Add(new ValidationResult($"{key} {text}", [key]));
}
