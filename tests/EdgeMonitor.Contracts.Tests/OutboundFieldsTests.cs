using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EdgeMonitor.Contracts.HomeAssistant;
using EdgeMonitor.Contracts.Privacy;

namespace EdgeMonitor.Contracts.Tests;

/// <summary>
/// Promise 3 of PRIVACY.md: what may leave is a list, and the types hold nothing that is not on it. A new field fails here until
/// somebody has said in <see cref="OutboundFields"/> what it says and about whom.
/// </summary>
public sealed class OutboundFieldsTests
{
    /// <summary>Only read, never sent.</summary>
    private static readonly Type[] Inbound = [typeof(CameraRequest), typeof(LessonRequest)];

    private static readonly Type[] Outbound =
    [
        typeof(RoomAggregate),
        typeof(LessonRelease),
        typeof(DeviceHealth),
        typeof(PrivacyState),
        typeof(CommandAnswer),
        typeof(DiscoveryDocument),
        typeof(PrivacyReport),
    ];

    /// <summary>What a value can be made of. There are no bytes among it, nothing untyped, and no list of numbers: no place for a picture.</summary>
    private static readonly Type[] Values =
        [typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(DateTimeOffset)];

    public static TheoryData<string> Messages => [.. Outbound.Select(type => type.Name)];

    [Fact]
    public void Context_OfEveryMessage_KnowsNoOtherThanTheListed()
    {
        var roots = typeof(MessageJson).GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
            .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!);

        Assert.Equal(Outbound.Concat(Inbound).Select(type => type.Name).Order(), roots.Select(type => type.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Fields_OfAMessage_AreTheListed(string message)
    {
        var type = Outbound.Single(candidate => candidate.Name.Equals(message, StringComparison.Ordinal));
        var listed = OutboundFields.All.Where(field => field.Message.Equals(message, StringComparison.Ordinal)).Select(field => field.Name);

        Assert.Equal(listed.Order(StringComparer.Ordinal), FieldsOf(type, path: "").Select(field => field.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Fields_OfAMessage_AreSimpleValues(string message)
    {
        var type = Outbound.Single(candidate => candidate.Name.Equals(message, StringComparison.Ordinal));

        Assert.All(FieldsOf(type, path: ""), field => Assert.True(
            field.Type.IsEnum || Values.Contains(field.Type), $"{field.Path} is a {field.Type}, which could hold anything"));
    }

    [Fact]
    public void Fields_AboutPeople_AreTheNumbersOfAWindowOrALessonAndTheSizeOfFaces()
    {
        var elsewhere = OutboundFields.All.Where(field => field is { About: FieldSubject.Group, Message: not nameof(RoomAggregate) and not nameof(LessonRelease) });

        Assert.Equal(["picture.small_faces_share"], elsewhere.Select(field => field.Name));
    }

    [Fact]
    public void List_OfFields_NamesNoneTwiceAndExplainsEach()
    {
        Assert.Equal(OutboundFields.All.Count, OutboundFields.All.DistinctBy(field => (field.Message, field.Name)).Count());
        Assert.All(OutboundFields.All, field => Assert.EndsWith(".", field.Meaning, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Path, Type Type)> FieldsOf(Type type, string path)
    {
        var info = MessageJson.Default.GetTypeInfo(type)!;
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object:
                var prefix = path.Length == 0 ? "" : $"{path}.";
                return info.Properties.SelectMany(property => FieldsOf(property.PropertyType, prefix + property.Name));
            case JsonTypeInfoKind.Enumerable:
                return FieldsOf(info.ElementType!, $"{path}[]");
            case JsonTypeInfoKind.Dictionary:
                return FieldsOf(info.ElementType!, $"{path}.*");
            default:
                return [(path, Nullable.GetUnderlyingType(type) ?? type)];
        }
    }
}
