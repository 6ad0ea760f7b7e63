using System.ComponentModel.DataAnnotations;
using System.Globalization;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>The text must be a valid part of a <see cref="DeviceAddress"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DeviceIdAttribute : ValidationAttribute
{
    /// <summary>Makes the attribute with its explanation.</summary>
    public DeviceIdAttribute() => ErrorMessage = string.Create(
        CultureInfo.InvariantCulture, $"1 to {DeviceAddress.MaximumLength} lower-case letters a-z, digits and hyphens");

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is null || DeviceAddress.IsValidId(value as string);
}
