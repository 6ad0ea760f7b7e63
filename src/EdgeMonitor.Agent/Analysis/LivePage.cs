using System.Numerics;
using EdgeMonitor.LocalPages;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Analysis;

/// <summary>
/// The page of <c>edgemonitor analyze --live</c>: for each face its outline, whether it is attentive, and the probability of each
/// emotion. The frame itself is not shown: nothing in EdgeMonitor can encode a picture, so there is nothing to switch off.
/// </summary>
internal static class LivePage
{
    private const double BarWidth = 120;
    private const double BarHeight = 14;

    /// <summary>What stands still on the page.</summary>
    public static LocalPage Page { get; } = new(
        "Live analysis",
        Markup.Of($"<p>What is found in the newest frame, on this machine only. The picture itself is not shown and not kept.</p>"),
        Markup.Of($"<p>A solid outline is attentive, a dashed one is not. An expression is not an inner state.</p>"),
        EmbeddedText.Read(typeof(LivePage), "live.css"));

    /// <summary>The moving part.</summary>
    /// <param name="width">Width of the frame in pixels.</param>
    /// <param name="height">Height of the frame in pixels.</param>
    /// <param name="faces">The faces, each with whether it is attentive.</param>
    /// <param name="milliseconds">How long the frame took.</param>
    public static Markup Render(int width, int height, IReadOnlyList<(FaceObservation Face, bool IsAttentive)> faces, double milliseconds) => Markup.Of($"""
        <p>{faces.Count} faces, {faces.Count(one => one.IsAttentive)} attentive, {milliseconds:F0} ms</p>
        <svg class="scene" viewBox="0 0 {width} {height}" role="img" aria-label="{faces.Count} faces, {faces.Count(one => one.IsAttentive)} attentive">
        <rect class="frame" width="{width}" height="{height}"/>
        {faces.Select((one, i) => Outline(i + 1, one.Face, one.IsAttentive))}
        </svg>
        <div class="faces">{faces.Select((one, i) => Card(i + 1, one.Face, one.IsAttentive))}</div>
        """);

    private static Markup Outline(int number, FaceObservation face, bool isAttentive)
    {
        var points = new Vector2[FaceLandmarks.Count];
        face.Landmarks.CopyTo(points);
        return Markup.Of($"""
            <g class="{ClassOf(isAttentive)}">
            <rect x="{face.Box.Left:F1}" y="{face.Box.Top:F1}" width="{face.Box.Width:F1}" height="{face.Box.Height:F1}"/>
            {points.Select(point => Markup.Of($"""<circle cx="{point.X:F1}" cy="{point.Y:F1}" r="{Math.Max(1, face.Box.Width / 30):F1}"/>"""))}
            <text x="{face.Box.Left:F1}" y="{face.Box.Top - 4:F1}">{number} {Label(face)}</text>
            </g>
            """);
    }

    private static Markup Card(int number, FaceObservation face, bool isAttentive) => Markup.Of($"""
        <section class="{ClassOf(isAttentive)}"><h2>{number} {Label(face)}</h2>
        <p>{(isAttentive ? "attentive" : "not attentive")}; turned {face.Pose.Yaw:F0}°, up {face.Pose.Pitch:F0}°</p>
        {(face.Expression is { } reading ? Markup.Of($"<table>{reading.ByEmotion().Select(one => Bar(one.Emotion, one.Probability))}</table>") : Markup.Empty)}
        </section>
        """);

    private static Markup Bar(string emotion, float probability) => Markup.Of($"""
        <tr><th scope="row">{emotion}</th><td><svg width="{BarWidth}" height="{BarHeight}" aria-hidden="true"><rect class="rail" width="{BarWidth}" height="{BarHeight}"/><rect class="bar" width="{BarWidth * probability:F1}" height="{BarHeight}"/></svg></td><td>{100 * probability:F0} %</td></tr>
        """);

    private static string Label(FaceObservation face) =>
        face.Expression?.MostProbable is var (emotion, probability) ? FormattableString.Invariant($"{emotion} {100 * probability:F0} %") : "";

    private static string ClassOf(bool isAttentive) => isAttentive ? "attentive" : "other";
}
