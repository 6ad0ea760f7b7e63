using System.Globalization;
using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Ingest;
using EdgeMonitor.Dashboard.Language;
using EdgeMonitor.Messaging;

namespace EdgeMonitor.Dashboard.Rooms;

/// <summary>Every sentence that depends on a state, in plain words and in one place.</summary>
public static class Words
{
    /// <summary>The note that goes with every inferred emotion.</summary>
    public static string EmotionNote => L(
        "Emotion is inferred here. In the European Union, Regulation (EU) 2024/1689 (AI Act), Article 5(1)(f), prohibits AI that "
        + "infers emotions in education institutions, except for medical or safety reasons. Showing only figures for the whole "
        + "room does not change that.");

    /// <summary>A share of 0..1 as whole per cent.</summary>
    public static string Percent(double share) => Texts.Percent(share);

    /// <summary>What a page has to say about the connection to the broker; null while all is well.</summary>
    public static string? Notice(BrokerLink broker)
    {
        ArgumentNullException.ThrowIfNull(broker);
        return !broker.IsBroken ? null
            : broker.State == MqttConnectionState.Connected ? broker.LastProblem
            : L(
                "This dashboard has no connection to the broker {0}, so nothing new can arrive. It keeps trying. {1}",
                broker.Broker,
                broker.LastProblem).TrimEnd();
    }

    /// <summary>An id as a name: <c>room-12</c> is Room 12.</summary>
    public static string Name(string id)
    {
        var words = id.Replace('-', ' ').Trim();
        return words.Length == 0 ? id : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>What a window without numbers was, also for the chart's gaps.</summary>
    public static string Status(WindowStatus status) => status switch
    {
        WindowStatus.Ok => L("Attentive"),
        WindowStatus.Suppressed => L("Too few people to show"),
        WindowStatus.Closed => L("Camera closed"),
        WindowStatus.LowLight => L("Room too dark to judge"),
        _ => L("No signal"),
    };

    /// <summary>Why a lesson was released without numbers.</summary>
    public static string Status(LessonStatus status) => status switch
    {
        LessonStatus.Ok => Status(WindowStatus.Ok),
        LessonStatus.Suppressed => Status(WindowStatus.Suppressed),
        LessonStatus.Closed => Status(WindowStatus.Closed),
        LessonStatus.NotEnded => L("Nobody ended it"),
        LessonStatus.BudgetSpent => L("The day's privacy budget is spent"),
        _ => Status(WindowStatus.NoSignal),
    };

    /// <summary>The state of a room, in a few words.</summary>
    public static string Headline(RoomState room) => room.Condition switch
    {
        RoomCondition.Suppressed when room.IsReleased => L("Figures come with each lesson's end"),
        RoomCondition.Ok => L("of the people present are attentive"),
        RoomCondition.Suppressed => Status(WindowStatus.Suppressed),
        RoomCondition.Closed => Closed(room),
        RoomCondition.LowLight => Status(WindowStatus.LowLight),
        RoomCondition.NoSignal => room.CameraReason is { } reason
            ? L("No signal: {0}", reason)
            : L("No signal: the camera gives no usable picture"),
        RoomCondition.Stale => L("No news from this room"),
        RoomCondition.Offline => L("Device offline"),
        _ => L("Waiting for the first figures"),
    };

    /// <summary>What the state means, or what to do about it; null where the headline says it all.</summary>
    public static string? Advice(RoomState room) => room.Condition switch
    {
        RoomCondition.Suppressed when room.IsReleased =>
            L("This room tells of whole lessons only, with noise that hides every single person. Start and end one to get its figures."),
        RoomCondition.Suppressed => L("Figures appear when at least {0} people are present.", room.Current?.MinimumGroup),
        RoomCondition.Closed => L("Nobody is watched while the camera is closed."),
        RoomCondition.LowLight => L("Figures return when there is more light."),
        RoomCondition.NoSignal => L("The device looks for its camera by itself. If this stays, check the cable and the lens."),
        RoomCondition.Stale => L("The device may be switched off or cut off from the network."),
        RoomCondition.Offline => L("Check that the device has power and network."),
        RoomCondition.Waiting => L("They come with the end of the first window."),
        _ => null,
    };

    /// <summary>What decides who counts as attentive.</summary>
    public static string Mode(AttentionMode mode) => mode switch
    {
        AttentionMode.Orientation => L("Head orientation"),
        AttentionMode.Expression => L("Facial expression"),
        _ => L("Facial expression and head orientation"),
    };

    /// <summary>The first thing to know about the mode.</summary>
    public static string ModeShort(AttentionMode mode) => L(InfersEmotion(mode) ? "Emotion is inferred" : "No emotion is inferred");

    /// <summary>What the mode means.</summary>
    public static string ModeMeaning(AttentionMode mode) => mode switch
    {
        AttentionMode.Orientation => L("A face turned to the front counts as attentive. No emotion is inferred."),
        AttentionMode.Expression => L("A happy or neutral face counts as attentive."),
        _ => L("A happy or neutral face that is turned to the front counts as attentive."),
    };

    /// <summary>Whether emotion is inferred in this mode.</summary>
    public static bool InfersEmotion(AttentionMode mode) => mode != AttentionMode.Orientation;

    /// <summary>A camera's state.</summary>
    public static string Camera(CameraState state) => state switch
    {
        CameraState.Starting => L("Starting"),
        CameraState.Running => L("Running"),
        CameraState.Ended => L("Ended"),
        CameraState.Stalled => L("Stalled"),
        CameraState.Frozen => L("Frozen picture"),
        CameraState.Failed => L("Failed"),
        _ => L("Closed"),
    };

    /// <summary>Whether a device is connected.</summary>
    public static string Connection(Availability availability) => availability switch
    {
        Availability.Online => L("Online"),
        Availability.Offline => L("Offline"),
        _ => L("Not announced"),
    };

    /// <summary>A number with at most one decimal.</summary>
    public static string Number(double value) => Texts.Number(value);

    /// <summary>A number of bytes as MB (10⁶ bytes).</summary>
    public static string Megabytes(long bytes) => $"{Number(Math.Round(bytes / 1e6))} MB";

    /// <summary>A time span in its two largest units.</summary>
    public static string Duration(double seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.MaxValue.TotalSeconds / 2));
        return span switch
        {
            { TotalDays: >= 1 } => $"{span.Days} d {span.Hours} h",
            { TotalHours: >= 1 } => $"{span.Hours} h {span.Minutes} min",
            { TotalMinutes: >= 1 } => $"{span.Minutes} min",
            _ => $"{span.Seconds} s",
        };
    }

    // Somebody's own hand comes before the schedule; a fault needs its reason.
    private static string Closed(RoomState room) => (room.Current?.ClosedBy, room.CameraReason) switch
    {
        ({ } causes, { } reason) when causes.Contains(ClosingCause.Fault) => L("Camera closed: {0}", reason),
        ({ } causes, _) when causes.Contains(ClosingCause.Switch) => L("Camera closed by switch"),
        ({ } causes, _) when causes.Contains(ClosingCause.Command) => L("Camera closed by command"),
        ({ } causes, _) when causes.Contains(ClosingCause.Schedule) => L("Camera closed by schedule"),
        (_, { } reason) => L("Camera closed: {0}", reason),
        _ => Status(WindowStatus.Closed),
    };
}
