using System.Reflection;
using System.Xml.Linq;
using EdgeMonitor.Agent.Preview;
using EdgeMonitor.Attention;
using EdgeMonitor.LocalPages;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Tests.Preview;

public sealed class PreviewSceneTests
{
    private static readonly HashSet<Type> Numbers = [typeof(int), typeof(float), typeof(double), typeof(bool)];

    private static readonly HashSet<string> DrawnElements =
        ["root", "dl", "div", "dt", "dd", "i", "p", "strong", "svg", "defs", "pattern", "rect", "g", "circle", "text"];

    [Fact]
    public void PreviewScene_EveryField_IsANumber() =>
        Assert.Empty(FieldsOf(typeof(PreviewScene), [], "scene").Where(field => !IsNumber(field.Type)).Select(field => $"{field.Path}: {field.Type}"));

    /// <summary>The test above passes for a type that it sees nothing of; this one does not.</summary>
    [Fact]
    public void PreviewScene_Fields_ReachTheLandmarks() =>
        Assert.Contains(FieldsOf(typeof(PreviewScene), [], "scene"), field => field.Path is "scene.Faces[].Landmarks[].X");

    /// <summary>Whoever makes a scene is handed numbers and never a frame.</summary>
    [Fact]
    public void SceneMaker_Parameters_HoldNoFrame() => Assert.DoesNotContain(
        typeof(SceneMaker).GetMethods().SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType.FullName ?? ""),
        type => type.Contains("EdgeMonitor.Capture", StringComparison.Ordinal));

    [Fact]
    public void Render_Scene_DrawsNothingButShapesAndLoadsNothing()
    {
        var scene = MakeScene(Face(100, 100, 60), Face(400, 100, 20)) with { IsDark = true };

        var markup = XElement.Parse($"<root>{ScenePage.Render(scene)}</root>");

        Assert.DoesNotContain(markup.DescendantsAndSelf(), element => !DrawnElements.Contains(element.Name.LocalName));
        Assert.DoesNotContain(markup.Descendants().Attributes(), attribute => attribute.Name.LocalName is "href" or "src" or "style");
        Assert.DoesNotContain("data:", markup.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, markup.Descendants("g").Count());
        Assert.Equal(2 * FaceLandmarks.Count, markup.Descendants("circle").Count());
        Assert.Equal("2 faces, 1 of them good", markup.Element("svg")!.Attribute("aria-label")!.Value);
    }

    [Fact]
    public void RenderNothing_MessageOfACaptureProcess_IsEscaped() => Assert.Contains(
        "&lt;script&gt;", ScenePage.RenderNothing("failed", "ffmpeg: <script>").ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData(60, 0.99f, 0, 0, 0)]
    [InlineData(31, 0.99f, 0, 0, 1)]
    [InlineData(60, 0.8f, 0, 0, 2)]
    [InlineData(60, 0.99f, 31, 0, 3)]
    [InlineData(60, 0.99f, 0, 26, 3)]
    [InlineData(60, 0.99f, 0, -31, 3)]
    [InlineData(60, 0.99f, -29, -29, 0)]
    public void Make_Face_IsJudgedByItsPixelsItsScoreAndItsPose(float size, float score, float yaw, float pitch, int expected)
    {
        var face = Face(100, 100, size) with { Score = score, Pose = new HeadPose(yaw, pitch, Roll: 0) };

        Assert.Equal((FaceQuality)expected, Assert.Single(MakeScene(face).Faces).Quality);
    }

    [Fact]
    public void Make_SeveralFrames_ShadesWhereFacesWere()
    {
        var maker = new SceneMaker(new OrientationOptions());
        var view = new SceneView(1600, 900, IsDark: false, Milliseconds: 1, SecondsLeft: 1);
        for (var frame = 0; frame < 3; frame++)
        {
            maker.Make(view, [Face(5, 5, 40), Face(1555, 855, 40)], NothingIsMasked);
        }

        var scene = maker.Make(view, [Face(5, 5, 40), Face(-500, 5000, 40)], (column, row) => (column, row) is (3, 4));

        Assert.Equal(
            [(0, 0, false), (3, 4, true), (0, 17, false), (31, 17, false)],
            scene.Cells.Select(cell => (cell.Column, cell.Row, cell.IsMasked)));
        Assert.Equal(1, scene.Cells[0].Seen);
        Assert.Equal(0, scene.Cells[1].Seen);
        Assert.InRange(scene.Cells[3].Seen, 0.7f, 0.8f);
    }

    private static bool NothingIsMasked(int column, int row) => false;

    private static PreviewScene MakeScene(params FaceObservation[] faces) => new SceneMaker(new OrientationOptions()).Make(
        new SceneView(640, 480, IsDark: false, Milliseconds: 12, SecondsLeft: 61), faces, NothingIsMasked);

    private static FaceObservation Face(float left, float top, float size) => new(
        new BoundingBox(left, top, left + size, top + size),
        Score: 0.99f,
        new FaceLandmarks(new(left, top), new(left + size, top), new(left, top), new(left, top), new(left, top)),
        new HeadPose(0, 0, 0),
        Expression: null);

    private static bool IsNumber(Type type) => Numbers.Contains(type) || type.IsEnum;

    private static IEnumerable<(string Path, Type Type)> FieldsOf(Type type, HashSet<Type> above, string path)
    {
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            var name = $"{path}.{field.Name.TrimStart('<').Split('>')[0]}";
            var item = field.FieldType;
            if (item.IsGenericType && item.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            {
                (item, name) = (item.GenericTypeArguments[0], $"{name}[]");
            }

            if (string.Equals(item.Namespace, typeof(PreviewScene).Namespace, StringComparison.Ordinal) && !item.IsEnum && above.Add(item))
            {
                foreach (var inner in FieldsOf(item, above, name))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return (name, item);
            }
        }
    }
}
