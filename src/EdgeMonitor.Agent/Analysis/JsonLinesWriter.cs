using System.Numerics;
using System.Text.Json;
using EdgeMonitor.Vision;
using EdgeMonitor.Vision.Expression;

namespace EdgeMonitor.Agent.Analysis;

/// <summary>Writes a <see cref="FrameReport"/> a line (JSON Lines).</summary>
internal sealed class JsonLinesWriter : IFaceWriter
{
    private const int CoordinateDigits = 2;
    private const int ProbabilityDigits = 4;
    private readonly TextWriter _output;

    /// <summary>Writes to <paramref name="output"/>.</summary>
    public JsonLinesWriter(TextWriter output) => _output = output;

    /// <inheritdoc/>
    public void Write(AnalyzedFrame frame, ReadOnlySpan<FaceObservation> faces)
    {
        var boxes = new List<float[]>();
        var landmarks = new List<float[][]>();
        var expressions = new List<ExpressionReport>();
        var poses = new List<PoseReport>();
        foreach (var face in faces)
        {
            var (left, top, right, bottom) = face.Box;
            boxes.Add([Coordinate(left), Coordinate(top), Coordinate(right), Coordinate(bottom), Probability(face.Score)]);
            var points = new Vector2[FaceLandmarks.Count];
            face.Landmarks.CopyTo(points);
            landmarks.Add(Array.ConvertAll(points, Point));
            poses.Add(new PoseReport(Coordinate(face.Pose.Yaw), Coordinate(face.Pose.Pitch), Coordinate(face.Pose.Roll)));
            if (face.Expression is { } reading)
            {
                expressions.Add(Report(reading));
            }
        }

        var report = new FrameReport(frame.Image, frame.Time?.TotalSeconds, boxes, landmarks, expressions, poses);
        _output.WriteLine(JsonSerializer.Serialize(report, FrameReportJson.Default.FrameReport));
    }

    /// <inheritdoc/>
    public void Finish()
    {
    }

    private static ExpressionReport Report(ExpressionReading reading)
    {
        var (label, probability) = reading.MostProbable;
        return new ExpressionReport(
            label, Probability(probability), Probability(reading.Attentive),
            reading.ByEmotion().ToDictionary(emotion => emotion.Emotion, emotion => Probability(emotion.Probability), StringComparer.Ordinal));
    }

    private static float[] Point(Vector2 point) => [Coordinate(point.X), Coordinate(point.Y)];

    private static float Coordinate(float value) => MathF.Round(value, CoordinateDigits);

    private static float Probability(float value) => MathF.Round(value, ProbabilityDigits);
}
