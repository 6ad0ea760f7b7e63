using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>Finds the mistakes in <see cref="CameraControlOptions"/> that attributes cannot say.</summary>
internal static class CameraControlOptionsValidator
{
    private const string Schedule = $"{CameraControlOptions.SectionName}.schedule";
    private const string Code = $"{CameraControlOptions.SectionName}.switch.code";

    /// <summary>Adds one entry per mistake; its member name is the key, its text begins with it.</summary>
    public static void Validate(CameraControlOptions options, ICollection<ValidationResult> mistakes)
    {
        foreach (var text in options.Schedule.Open.Where(text => !OpeningHours.TryParse(text, out _)))
        {
            Add(mistakes, $"{Schedule}.open", $"has \"{text}\"; accepted: {OpeningHours.Form}");
        }

        foreach (var text in options.Schedule.Holidays.Where(text => !Holiday.TryParse(text, out _)))
        {
            Add(mistakes, $"{Schedule}.holidays", $"has \"{text}\"; accepted: {Holiday.Form}");
        }

        if (options.Schedule.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            Add(mistakes, $"{Schedule}.timeZone", $"found \"{zone}\"; accepted: a name of IANA's time zone database, such as \"Europe/Berlin\", or null");
        }

        if (options.Switch is { Kind: SwitchKind.Switch, Code: > InputDevice.HighestSwitchCode } && options.Switch.Device is not null)
        {
            Add(mistakes, Code, $"found {options.Switch.Code}; accepted for the kind \"switch\": a whole number from 0 to {InputDevice.HighestSwitchCode}");
        }
    }

    private static void Add(ICollection<ValidationResult> mistakes, string key, string text) =>
        mistakes.Add(new ValidationResult($"{key} {text}", [key]));
}
