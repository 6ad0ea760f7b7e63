using System.Globalization;
using System.Numerics;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Analysis;

/// <summary>Writes a table for people: a line for each face.</summary>
internal sealed class FaceTableWriter : IFaceWriter
{
    private readonly TextWriter _output;
    private int _pictures;
    private int _faces;

    /// <summary>Writes to <paramref name="output"/>.</summary>
    public FaceTableWriter(TextWriter output) => _output = output;

    /// <inheritdoc/>
    public void Write(AnalyzedFrame frame, ReadOnlySpan<FaceObservation> faces)
    {
        _pictures++;
        _faces += faces.Length;
        var at = frame.Time is { } t ? string.Create(CultureInfo.InvariantCulture, $" at {t:mm\\:ss\\.ff}") : string.Empty;
        _output.WriteLine($"{frame.Image}{at}: {Count(faces.Length, "face")}");
        if (faces.IsEmpty)
        {
            return;
        }

        _output.WriteLine(
            "   #  score  left,top - right,bottom    yaw pitch  roll  expression       attentive  eyes, nose, mouth corners");
        for (var i = 0; i < faces.Length; i++)
        {
            _output.WriteLine(Line(i + 1, faces[i]));
        }
    }

    /// <inheritdoc/>
    public void Finish() => _output.WriteLine($"{Count(_faces, "face")} in {Count(_pictures, "picture")}");

    private static string Line(int number, FaceObservation face)
    {
        var (box, pose) = (face.Box, face.Pose);
        var place = Text($"{box.Left:F0},{box.Top:F0} - {box.Right:F0},{box.Bottom:F0}");
        var expression = "-";
        var attentive = "-";
        if (face.Expression is { } reading)
        {
            var (emotion, probability) = reading.MostProbable;
            expression = Text($"{emotion} {probability:P0}");
            attentive = Text($"{reading.Attentive:P0}");
        }

        var points = new Vector2[FaceLandmarks.Count];
        face.Landmarks.CopyTo(points);
        var landmarks = string.Join(' ', points.Select(Point));
        return Text($"{number,4}   {face.Score:F2}  {place,-24} {pose.Yaw,5:F0} {pose.Pitch,5:F0} {pose.Roll,5:F0}  {expression,-15}  {attentive,9}  {landmarks}");
    }

    private static string Count(int count, string what) => Text($"{count} {what}{(count == 1 ? string.Empty : "s")}");

    private static string Point(Vector2 point) => Text($"{point.X:F0},{point.Y:F0}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
