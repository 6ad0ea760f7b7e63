using EdgeMonitor.LocalPages;

namespace EdgeMonitor.Agent.Preview;

/// <summary>The page of <c>edgemonitor preview</c>: an empty frame with what was found in it, drawn as SVG.</summary>
internal static class ScenePage
{
    private const double LandmarkSize = 0.06;

    private static readonly FaceQuality[] Qualities = Enum.GetValues<FaceQuality>();

    /// <summary>What stands still on the page.</summary>
    public static LocalPage Page { get; } = new(
        "Camera set-up",
        Markup.Of($"<p>Where the camera finds faces, and whether it can judge them. There is no picture here, and none leaves the camera’s process.</p>"),
        Explanation(),
        EmbeddedText.Read(typeof(ScenePage), "preview.css"));

    /// <summary>The same for a visitor, to whom it is said that it ends.</summary>
    public static LocalPage PageForVisitors(TimeSpan length) => Page with
    {
        Introduction = Markup.Of($"""
            <p>Where the camera finds faces, and whether it can judge them. There is no picture here, and none leaves the camera’s process.</p>
            <p>Set-up mode: somebody at the device has started it, for {length.TotalMinutes:F0} minutes. It ends by itself.</p>
            """),
    };

    /// <summary>The moving part while the camera is open.</summary>
    public static Markup Render(PreviewScene scene) => Markup.Of($"""
        {Tiles(scene)}
        {(scene.IsDark ? Markup.Of($"""<p class="notice">The room is too dark to judge.</p>""") : Markup.Empty)}
        <svg class="scene" viewBox="0 0 {scene.Width} {scene.Height}" role="img" aria-label="{Summary(scene)}">
        <defs><pattern id="hatch" width="16" height="16" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch" width="8" height="16"/></pattern></defs>
        <rect class="frame" width="{scene.Width}" height="{scene.Height}"/>
        {scene.Cells.Select(cell => Cell(scene, cell))}
        {scene.Faces.Select(Face)}
        </svg>
        """);

    /// <summary>The moving part while there is no frame to tell of.</summary>
    /// <param name="condition">What the camera is doing, in a word or two.</param>
    /// <param name="reason">Why, for a person.</param>
    public static Markup RenderNothing(string condition, string? reason) =>
        Markup.Of($"""<p class="notice" role="status"><strong>The camera is {condition}.</strong> {reason}</p>""");

    private static Markup Tiles(PreviewScene scene) => Markup.Of($"""
        <dl class="tiles">
        <div><dt>faces</dt><dd>{scene.Faces.Count}</dd></div>
        {Qualities.Select(quality => Markup.Of(
            $"""<div class="{ClassOf(quality)}"><dt><i></i>{NameOf(quality)}</dt><dd>{scene.Faces.Count(face => face.Quality == quality)}</dd></div>"""))}
        <div><dt>time a frame</dt><dd>{scene.Milliseconds:F0} ms</dd></div>
        <div><dt>ends in</dt><dd>{scene.SecondsLeft / 60}:{scene.SecondsLeft % 60:00}</dd></div>
        </dl>
        """);

    private static Markup Cell(PreviewScene scene, PreviewCell cell)
    {
        var (width, height) = ((double)scene.Width / scene.Columns, (double)scene.Height / scene.Rows);
        var place = Markup.Of($"""x="{cell.Column * width:F1}" y="{cell.Row * height:F1}" width="{width:F1}" height="{height:F1}" """);
        return cell.IsMasked
            ? Markup.Of($"""<rect class="mask" {place}/>""")
            : Markup.Of($"""<rect class="seen" {place} fill-opacity="{0.1 + 0.4 * cell.Seen:F2}"/>""");
    }

    private static Markup Face(PreviewFace face) => Markup.Of($"""
        <g class="face {ClassOf(face.Quality)}">
        <rect x="{face.Left:F1}" y="{face.Top:F1}" width="{face.Width:F1}" height="{face.Height:F1}" rx="{face.Width / 8:F1}"/>
        {face.Landmarks.Select(point => Markup.Of($"""<circle cx="{point.X:F1}" cy="{point.Y:F1}" r="{Math.Max(1, face.Width * LandmarkSize):F1}"/>"""))}
        <text x="{face.Left + face.Width / 2:F1}" y="{face.Top + face.Height + 4:F1}">{face.Width:F0} px</text>
        </g>
        """);

    private static Markup Explanation() => Markup.Of($"""
        <h2>What you see</h2>
        <ul class="legend">
        {Qualities.Select(quality => Markup.Of($"""<li class="{ClassOf(quality)}"><i></i><strong>{NameOf(quality)}</strong>: {AdviceOf(quality)}</li>"""))}
        <li class="seen"><i></i><strong>shaded</strong>: where faces were found in the last minutes. A seat that stays empty of it is not covered.</li>
        <li class="mask"><i></i><strong>hatched</strong>: painted over before anything looks at it.</li>
        </ul>
        """);

    private static string Summary(PreviewScene scene) =>
        $"{scene.Faces.Count} faces, {scene.Faces.Count(face => face.Quality is FaceQuality.Good)} of them good";

    private static string ClassOf(FaceQuality quality) => $"q-{NameOf(quality)}";

    private static string NameOf(FaceQuality quality) => quality switch
    {
        FaceQuality.Good => "good",
        FaceQuality.Small => "small",
        FaceQuality.Unsure => "unsure",
        _ => "turned",
    };

    private static string AdviceOf(FaceQuality quality) => quality switch
    {
        FaceQuality.Good => "can be judged.",
        FaceQuality.Small => $"narrower than {SceneMaker.SmallestSide} pixels. Bring the camera nearer, or raise its resolution.",
        FaceQuality.Unsure => "blurred, covered or badly lit. Look at focus and light.",
        _ => "turned further away than counts as attentive. If most are, move the camera to the front.",
    };
}
