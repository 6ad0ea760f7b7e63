using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>
/// Fills options types from what was written. It adds every mistake to the report and goes on: an unknown name, a value of
/// the wrong type or outside its validation attributes, a required value that is missing, and what a section that is an
/// <see cref="IValidatableObject"/> says about itself.
/// </summary>
internal sealed class OptionsBinder
{
    private readonly ConfigurationReport _report;
    private readonly Type _root;

    private OptionsBinder(ConfigurationReport report, Type root)
    {
        _report = report;
        _root = root;
    }

    /// <summary>Fills a <typeparamref name="T"/>; settings that have mistakes keep their defaults.</summary>
    public static T Bind<T>(SectionNode root, ConfigurationReport report)
        where T : class, new()
    {
        var options = new T();
        new OptionsBinder(report, typeof(T)).Fill(options, root, path: "");
        return options;
    }

    private void Fill(object options, SectionNode? section, string path)
    {
        var settings = SettingDescription.Of(options.GetType(), path);
        ReportUnknownNames(settings, section, path);
        foreach (var setting in settings)
        {
            var node = Find(section, setting);
            if (node is not null)
            {
                _report.Locate(setting.Key, node.Origin);
            }

            if (setting.IsSection)
            {
                FillSection(options, setting, node);
            }
            else
            {
                FillValue(options, setting, node);
            }
        }

        foreach (var result in (options as IValidatableObject)?.Validate(new ValidationContext(options)) ?? [])
        {
            var member = result.MemberNames.FirstOrDefault();
            _report.AddMistake(member is null ? path : SettingPath.Join(path, SettingPath.NameOf(member)), result.ErrorMessage!);
        }
    }

    private void FillSection(object options, SettingDescription setting, ConfigurationNode? node)
    {
        var inner = setting.Property.GetValue(options);
        if (setting.IsNullable && (node is ScalarNode { Kind: ScalarKind.Null } || (node is null && inner is null)))
        {
            setting.Property.SetValue(options, null);
            _report.Add(new Setting(setting, Value: null, node?.Origin ?? Origin.Default));
            return;
        }

        if (node is not (null or SectionNode))
        {
            _report.AddMistake(setting.Key, $"found {Written.Node(node)}; accepted: {setting.Accepted}");
        }

        if (inner is null)
        {
            inner = Activator.CreateInstance(setting.Property.PropertyType)!;
            setting.Property.SetValue(options, inner);
        }

        Fill(inner, node as SectionNode, setting.Key);
    }

    private void FillValue(object options, SettingDescription setting, ConfigurationNode? node)
    {
        if (node is null)
        {
            var standard = setting.Property.GetValue(options);
            _report.Add(new Setting(setting, standard, Origin.Default));
            if (setting.IsRequired && standard is null or "")
            {
                _report.AddMistake(setting.Key, $"missing; accepted: {setting.Accepted}");
            }

            return;
        }

        if (ValueConverter.TryConvert(node, setting, out var value) && IsValid(options, setting, value))
        {
            setting.Property.SetValue(options, value);
            _report.Add(new Setting(setting, value, node.Origin));
        }
        else
        {
            var found = setting.IsSecret ? "a value that is not shown" : Written.Node(node);
            _report.AddMistake(setting.Key, $"found {found}; accepted: {setting.Accepted}");
        }
    }

    private static bool IsValid(object options, SettingDescription setting, object? value)
    {
        var context = new ValidationContext(options) { MemberName = setting.Property.Name };
        return setting.Property.GetCustomAttributes<ValidationAttribute>()
            .All(attribute => attribute.GetValidationResult(value, context) == ValidationResult.Success);
    }

    /// <summary>A file spells a name exactly; a variable, in which nobody can see the hump of a camel, in any case.</summary>
    private static ConfigurationNode? Find(SectionNode? section, SettingDescription setting)
    {
        var index = section?.Members.IndexOf(setting.Name) ?? -1;
        if (index < 0)
        {
            return null;
        }

        var (name, node) = section!.Members.GetAt(index);
        return node.Origin.Line is null || name.Equals(setting.Name, StringComparison.Ordinal) ? node : null;
    }

    private void ReportUnknownNames(IReadOnlyList<SettingDescription> settings, SectionNode? section, string path)
    {
        foreach (var (name, node) in section?.Members ?? [])
        {
            if (settings.Any(setting => ReferenceEquals(Find(section, setting), node)))
            {
                continue;
            }

            var key = SettingPath.Join(path, name);
            var meant = Suggestion.For(name, settings.Select(setting => setting.Name)) is { } near
                ? SettingPath.Join(path, near)
                : FindElsewhere(name);
            _report.Mistakes.Add(new Mistake(
                node.Origin,
                key,
                meant is null
                    ? $"unknown setting; accepted here: {string.Join(", ", settings.Select(setting => setting.Name))}"
                    : $"unknown setting; did you mean {meant}?"));
        }
    }

    /// <summary>The setting of this name in another section: the right name in the wrong place.</summary>
    private string? FindElsewhere(string name) => SettingsTree.AllOf(_root)
        .FirstOrDefault(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Key;
}
