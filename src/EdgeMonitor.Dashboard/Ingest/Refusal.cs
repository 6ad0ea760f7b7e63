using System.Text.Json.Serialization;

namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>Why a message was not taken in.</summary>
public enum Refusal
{
    /// <summary>The topic is no device's, or an id in it is not allowed.</summary>
    [JsonStringEnumMemberName("foreign_topic")]
    ForeignTopic,

    /// <summary>The payload is larger than any real message.</summary>
    [JsonStringEnumMemberName("too_large")]
    TooLarge,

    /// <summary>The payload is no JSON, or has a missing, an unknown or a wrong field.</summary>
    [JsonStringEnumMemberName("malformed")]
    Malformed,

    /// <summary>The payload follows a schema that this dashboard does not know.</summary>
    [JsonStringEnumMemberName("unknown_schema")]
    UnknownSchema,

    /// <summary>A value that cannot be: a share above one, a window that ends before it starts.</summary>
    [JsonStringEnumMemberName("impossible_value")]
    ImpossibleValue,

    /// <summary>A window or lesson without numbers that carries some all the same.</summary>
    [JsonStringEnumMemberName("numbers_of_a_small_group")]
    NumbersOfASmallGroup,

    /// <summary>A window or lesson of the future: a clock is wrong.</summary>
    [JsonStringEnumMemberName("from_the_future")]
    FromTheFuture,

    /// <summary>A window or lesson of a time whose windows have been summed up or deleted.</summary>
    [JsonStringEnumMemberName("too_old")]
    TooOld,

    /// <summary>There are as many devices as the history holds.</summary>
    [JsonStringEnumMemberName("too_many_devices")]
    TooManyDevices,
}
