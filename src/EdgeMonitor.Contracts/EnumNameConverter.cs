using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeMonitor.Contracts;

/// <summary>Enumerations by name only, as the schemas say: a bare number, which may name nothing, is refused.</summary>
public sealed class EnumNameConverter : JsonConverterFactory
{
    private readonly JsonStringEnumConverter _names = new(namingPolicy: null, allowIntegerValues: false);

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => _names.CanConvert(typeToConvert);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        _names.CreateConverter(typeToConvert, options);
}
