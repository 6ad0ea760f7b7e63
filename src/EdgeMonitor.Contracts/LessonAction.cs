using System.Text.Json.Serialization;

namespace EdgeMonitor.Contracts;

/// <summary>What a <see cref="LessonRequest"/> says of a lesson.</summary>
public enum LessonAction
{
    /// <summary>It starts now.</summary>
    [JsonStringEnumMemberName("start")]
    Start,

    /// <summary>It ends now, and is released.</summary>
    [JsonStringEnumMemberName("end")]
    End,
}
