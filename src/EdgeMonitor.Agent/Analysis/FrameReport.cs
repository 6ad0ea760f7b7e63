using System.Text.Json.Serialization;

namespace EdgeMonitor.Agent.Analysis;

/// <summary>One line of <c>edgemonitor analyze --format jsonl</c>: the faces of one picture, or of one frame of a video.</summary>
/// <param name="Image">The file's name.</param>
/// <param name="Time">Seconds since the start of the video; absent for a picture.</param>
/// <param name="Boxes">For each face left, top, right and bottom in pixels, and the score, 0..1.</param>
/// <param name="Landmarks">For each face x and y in pixels of left eye, right eye, nose, left and right corner of the mouth.</param>
/// <param name="Expressions">For each face its expression; empty where expressions are not read.</param>
/// <param name="Pose">For each face where the head is turned to.</param>
internal sealed record FrameReport(
    string Image,
    double? Time,
    IReadOnlyList<float[]> Boxes,
    IReadOnlyList<float[][]> Landmarks,
    IReadOnlyList<ExpressionReport> Expressions,
    IReadOnlyList<PoseReport> Pose);

/// <summary>The expression of a face.</summary>
/// <param name="Label">The most probable of FER-2013's seven emotions.</param>
/// <param name="Probability">Its probability, 0..1.</param>
/// <param name="Attentive">Probability of an attentive expression (happy or neutral), 0..1.</param>
/// <param name="Probabilities">Probability of each emotion; they sum to 1.</param>
internal sealed record ExpressionReport(
    string Label, float Probability, float Attentive, IReadOnlyDictionary<string, float> Probabilities);

/// <summary>Where a head is turned to, in degrees (see <see cref="Vision.HeadPose"/>).</summary>
internal sealed record PoseReport(float Yaw, float Pitch, float Roll);

/// <summary>JSON of the reports.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FrameReport))]
internal sealed partial class FrameReportJson : JsonSerializerContext;
