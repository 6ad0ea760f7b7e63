using System.Globalization;
using System.Numerics;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>Turns what was written into the value of a setting.</summary>
internal static class ValueConverter
{
    /// <summary>Converts <paramref name="node"/> for <paramref name="setting"/>.</summary>
    /// <returns>False when it stands for no value of the setting's type.</returns>
    public static bool TryConvert(ConfigurationNode node, SettingDescription setting, out object? value)
    {
        // A variable cannot say null otherwise; so an empty one clears a setting that may be absent.
        var isNull = node is ScalarNode { Kind: ScalarKind.Null } or ScalarNode { Kind: ScalarKind.Variable, Text: "" };
        if (setting.IsNullable && isNull)
        {
            value = null;
            return true;
        }

        var type = setting.Property.PropertyType;
        if (SettingTypes.ItemOf(type) is { } item)
        {
            return TryConvertList(node, item, out value);
        }

        value = node is ScalarNode scalar ? ConvertScalar(scalar, SettingTypes.ScalarOf(type)) : null;
        return value is not null;
    }

    private static bool TryConvertList(ConfigurationNode node, Type item, out object? value)
    {
        value = null;
        if (node is not ListNode list)
        {
            return false;
        }

        var scalar = SettingTypes.ScalarOf(item);
        var items = Array.CreateInstance(item, list.Items.Count);
        for (var index = 0; index < list.Items.Count; index++)
        {
            if (list.Items[index] is not ScalarNode written || ConvertScalar(written, scalar) is not { } converted)
            {
                return false;
            }

            items.SetValue(converted, index);
        }

        value = items;
        return true;
    }

    private static object? ConvertScalar(ScalarNode node, Type type)
    {
        var mayBeText = node.Kind is ScalarKind.Text or ScalarKind.Variable;
        var mayBeTruth = node.Kind is ScalarKind.Boolean or ScalarKind.Variable;
        var mayBeNumber = node.Kind is ScalarKind.Number or ScalarKind.Variable;
        if (type.IsEnum)
        {
            return mayBeText ? TryEnumeration(type, node.Text) : null;
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.String when mayBeText => node.Text,
            TypeCode.Boolean when mayBeTruth => bool.TryParse(node.Text, out var truth) ? truth : null,
            TypeCode.Int32 when mayBeNumber => TryWhole<int>(node.Text),
            TypeCode.Int64 when mayBeNumber => TryWhole<long>(node.Text),
            TypeCode.Double when mayBeNumber => TryNumber(node.Text),
            _ => null,
        };
    }

    private static object? TryEnumeration(Type type, string text) =>
        SettingTypes.ValuesOf(type).FirstOrDefault(value => value.Name.Equals(text, StringComparison.Ordinal)).Value;

    private static T? TryWhole<T>(string text)
        where T : struct, INumberBase<T> =>
        T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static double? TryNumber(string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Style, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
    }
}
