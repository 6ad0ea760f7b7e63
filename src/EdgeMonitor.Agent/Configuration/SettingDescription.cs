using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>What a setting is: a property of an options type, seen with an operator's eyes.</summary>
internal sealed class SettingDescription
{
    private static readonly NullabilityInfoContext Nullability = new();
    private static readonly Lock NullabilityLock = new();

    /// <summary>Describes <paramref name="property"/>.</summary>
    /// <param name="section">The section that it is in; empty at the root.</param>
    /// <param name="property">A property of an options type.</param>
    /// <exception cref="NotSupportedException">The property's type is none that a setting can have.</exception>
    public SettingDescription(string section, PropertyInfo property)
    {
        Name = SettingPath.NameOf(property.Name);
        Key = SettingPath.Join(section, Name);
        Property = property;
        IsRequired = property.IsDefined(typeof(RequiredAttribute)) || property.IsDefined(typeof(RequiredMemberAttribute));
        IsSecret = property.GetCustomAttribute<PasswordPropertyTextAttribute>() is { Password: true };
        IsNullable = IsNullableProperty(property) && !IsRequired;
        IsSection = SettingTypes.IsSection(property.PropertyType);
        Accepted = AcceptedValues.Describe(property, IsNullable);
    }

    /// <summary>The name within the section: <c>port</c>.</summary>
    public string Name { get; }

    /// <summary>The whole name: <c>mqtt.port</c>.</summary>
    public string Key { get; }

    /// <summary>The property that takes the value.</summary>
    public PropertyInfo Property { get; }

    /// <summary>The values that are right, in words.</summary>
    public string Accepted { get; }

    /// <summary>Whether it is a group of settings rather than a value.</summary>
    public bool IsSection { get; }

    /// <summary>Whether a value must be given.</summary>
    public bool IsRequired { get; }

    /// <summary>Whether null is a value.</summary>
    public bool IsNullable { get; }

    /// <summary>Whether the value is kept from output and messages.</summary>
    public bool IsSecret { get; }

    /// <summary>The settings and sections directly in a section of type <paramref name="options"/>, in order of declaration.</summary>
    public static IReadOnlyList<SettingDescription> Of(Type options, string section) =>
        [.. options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true } || SettingTypes.IsSection(property.PropertyType))
            .Select(property => new SettingDescription(section, property))];

    private static bool IsNullableProperty(PropertyInfo property)
    {
        if (property.PropertyType.IsValueType)
        {
            return Nullable.GetUnderlyingType(property.PropertyType) is not null;
        }

        // The context caches what it has seen and is not made for several threads.
        lock (NullabilityLock)
        {
            return Nullability.Create(property).WriteState == NullabilityState.Nullable;
        }
    }
}
