namespace EdgeMonitor.Agent.Configuration;

/// <summary>What was found while the configuration was read: every setting in effect and every mistake.</summary>
internal sealed class ConfigurationReport
{
    private readonly string _file;
    private readonly List<Mistake> _mistakes = [];
    private readonly List<Setting> _settings = [];
    private readonly Dictionary<string, Origin> _origins = new(StringComparer.Ordinal);

    /// <summary>Starts the report on <paramref name="file"/>.</summary>
    public ConfigurationReport(string file) => _file = file;

    /// <summary>The mistakes, in the order that they were found.</summary>
    public ICollection<Mistake> Mistakes => _mistakes;

    /// <summary>The settings in effect, in order of declaration.</summary>
    public IReadOnlyList<Setting> Settings => _settings;

    /// <summary>Notes a setting's value.</summary>
    public void Add(Setting setting) => _settings.Add(setting);

    /// <summary>Notes where a section or a setting stands.</summary>
    public void Locate(string key, Origin origin) => _origins[key] = origin;

    /// <summary>Adds a mistake in the setting <paramref name="key"/>, at its place or, if absent, at its section's.</summary>
    /// <remarks>Only the first mistake in a value counts: what follows from it would mislead.</remarks>
    public void AddMistake(string key, string message)
    {
        var place = PlaceOf(key);
        if (!_mistakes.Exists(mistake => mistake.Origin == place && mistake.Key.Equals(key, StringComparison.Ordinal)))
        {
            _mistakes.Add(new Mistake(place, key, message));
        }
    }

    private Origin PlaceOf(string key)
    {
        for (var name = key; name.Length > 0; name = name[..Math.Max(0, name.LastIndexOfAny(['.', '[']))])
        {
            if (_origins.TryGetValue(name, out var origin))
            {
                return origin;
            }
        }

        return new Origin(_file);
    }
}
