using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>The types of settings: text, numbers, true or false, enumerations, lists of these, and sections.</summary>
internal static class SettingTypes
{
    private static readonly HashSet<Type> Simple = [typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double)];

    /// <summary>Whether <paramref name="type"/> is an options type, a group of settings.</summary>
    public static bool IsSection(Type type) =>
        type is { IsClass: true, IsArray: false } && type != typeof(string) && type.GetConstructor(Type.EmptyTypes) is not null;

    /// <summary>The type of a list's items; null when <paramref name="type"/> is no list.</summary>
    public static Type? ItemOf(Type type)
    {
        if (type.IsArray)
        {
            return type.GetElementType();
        }

        var isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        return isList ? type.GenericTypeArguments[0] : null;
    }

    /// <summary>The type without its <c>?</c>.</summary>
    /// <exception cref="NotSupportedException">A setting cannot have this type.</exception>
    public static Type ScalarOf(Type type)
    {
        var scalar = Nullable.GetUnderlyingType(type) ?? type;
        return scalar.IsEnum || Simple.Contains(scalar)
            ? scalar
            : throw new NotSupportedException($"A setting cannot be a {type}: see {nameof(SettingTypes)}.");
    }

    /// <summary>The spellings of an enumeration's values, as in JSON.</summary>
    public static IReadOnlyList<(string Name, object Value)> ValuesOf(Type enumeration) =>
        [.. enumeration.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (SpellingOf(field), field.GetValue(null)!))];

    private static string SpellingOf(FieldInfo field) =>
        field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name);
}
