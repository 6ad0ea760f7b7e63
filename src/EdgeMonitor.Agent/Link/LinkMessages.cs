using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Link;

/// <summary>
/// Payloads to messages, strictly: what does not follow the schema and <see cref="ContractRules"/> to the letter is refused.
/// Refusals do not repeat what was received.
/// </summary>
internal static class LinkMessages
{
    /// <summary>Reads a <see cref="LinkMessageKind.Window"/>.</summary>
    /// <exception cref="LinkException">It breaks the contract.</exception>
    public static RoomAggregate ReadWindow(LinkFrame frame) =>
        Read(frame, MessageJson.Default.RoomAggregate, ContractRules.FindProblem);

    /// <summary>Reads a <see cref="LinkMessageKind.Health"/>.</summary>
    /// <exception cref="LinkException">It breaks the contract.</exception>
    public static DeviceHealth ReadHealth(LinkFrame frame) =>
        Read(frame, MessageJson.Default.DeviceHealth, ContractRules.FindProblem);

    /// <summary>Reads a <see cref="LinkMessageKind.Lesson"/>.</summary>
    /// <exception cref="LinkException">It breaks the contract.</exception>
    public static LessonRelease ReadLesson(LinkFrame frame) =>
        Read(frame, MessageJson.Default.LessonRelease, ContractRules.FindProblem);

    /// <summary>Reads a <see cref="LinkMessageKind.Answer"/>.</summary>
    /// <exception cref="LinkException">It breaks the contract.</exception>
    public static CommandAnswer ReadAnswer(LinkFrame frame) =>
        Read(frame, MessageJson.Default.CommandAnswer, ContractRules.FindProblem);

    /// <summary>Reads a <see cref="LinkMessageKind.CameraRequest"/>.</summary>
    /// <exception cref="LinkException">It breaks the contract.</exception>
    public static CameraRequest ReadCameraRequest(LinkFrame frame) =>
        Read(frame, MessageJson.Default.CameraRequest, ContractRules.FindProblem);

    /// <summary>Reads a <see cref="LinkMessageKind.LessonRequest"/>.</summary>
    /// <exception cref="LinkException">It breaks the contract.</exception>
    public static LessonRequest ReadLessonRequest(LinkFrame frame) =>
        Read(frame, MessageJson.Default.LessonRequest, ContractRules.FindProblem);

    /// <summary>Writes the reason of a <see cref="LinkMessageKind.Refusal"/>, cut to what is allowed.</summary>
    public static byte[] WriteRefusal(string reason)
    {
        var printable = reason.Select(character => IsPrintable(character) ? (byte)character : (byte)'?');
        return [.. printable.Take(LinkLimits.LongestRefusal)];
    }

    /// <summary>Reads the reason of a <see cref="LinkMessageKind.Refusal"/>.</summary>
    /// <exception cref="LinkException">It is no reason.</exception>
    public static string ReadRefusal(LinkFrame frame)
    {
        var reason = Encoding.ASCII.GetString(frame.Payload.Span);
        return reason.Length is > 0 and <= LinkLimits.LongestRefusal && !frame.Payload.Span.ContainsAnyExceptInRange((byte)' ', (byte)'~')
            ? reason
            : throw new LinkException($"A {frame.Kind} message is empty, too long or not printable.");
    }

    private static bool IsPrintable(char character) => character is >= ' ' and <= '~';

    private static T Read<T>(LinkFrame frame, JsonTypeInfo<T> type, Func<T, string?> findProblem)
        where T : class
    {
        var message = Parse(frame, type) ?? throw new LinkException($"A {frame.Kind} message does not follow its schema.");
        return findProblem(message) is { } problem
            ? throw new LinkException($"A {frame.Kind} message breaks the contract: {problem}.")
            : message;
    }

    private static T? Parse<T>(LinkFrame frame, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(frame.Payload.Span, type);
        }
        catch (JsonException)
        {
            // Its message quotes unknown names, which are the sender's to choose.
            return null;
        }
    }
}
