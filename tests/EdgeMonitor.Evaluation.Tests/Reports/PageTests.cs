using System.Xml.Linq;
using EdgeMonitor.Evaluation.Expressions;
using EdgeMonitor.Evaluation.Faces;
using EdgeMonitor.Evaluation.Metrics;
using EdgeMonitor.Evaluation.Reports;

namespace EdgeMonitor.Evaluation.Tests.Reports;

/// <summary>What every page promises: it is well-formed, needs nothing else, runs nothing, and believes no name.</summary>
public sealed class PageTests
{
    private const string Nasty = "<script>alert(\"&\")</script>";

    public static TheoryData<string> Pages => [Expressions(Nasty).ToHtml(), Faces(Nasty, found: 3).ToHtml(), Faces(Nasty, found: 0).ToHtml()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_OfAnyReport_NeedsNothingElseAndRunsNothing(string html)
    {
        var page = XDocument.Parse(html);

        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "object");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute =>
            attribute.Name.LocalName is "src" or "href" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.Contains(Nasty, page.Descendants("header").Single().Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_EveryPlot_IsDescribedAndHasItsNumbers(string html)
    {
        var plots = XDocument.Parse(html).Descendants("svg").ToList();

        Assert.NotEmpty(plots);
        Assert.All(plots, plot =>
        {
            Assert.NotEmpty(plot.Attribute("aria-label")!.Value);
            Assert.NotEmpty(plot.Parent!.Descendants("table"));
        });
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_EveryTable_IsRectangular(string html) => Assert.All(
        XDocument.Parse(html).Descendants("table"),
        table => Assert.Single(table.Descendants("tr").Select(row => row.Elements().Count()).Distinct()));

    [Fact]
    public void Page_OfALimitedRun_SaysSo()
    {
        var report = Expressions("dev");

        Assert.DoesNotContain("Only the first", report.ToHtml() + report.ToText(), StringComparison.Ordinal);
        Assert.Contains("Only the first 7 were measured", (report with { Limit = 7 }).ToHtml(), StringComparison.Ordinal);
        Assert.Contains("only the first 7", (report with { Limit = 7 }).ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void MostFrequentMistakes_AreTheLargestPartsOfAClass() => Assert.Equal(
        "Most often taken: b for a (3 of 4), a for b (2 of 10).",
        ConfusionTable.MostFrequentMistakes(["a", "b"], [[8, 2], [3, 1]]));

    private static ExpressionReport Expressions(string split)
    {
        var tally = new HeadTally(["a", "b"]);
        tally.Add(0, 0, 0.9);
        tally.Add(1, 0, 0.6);
        var head = tally.Figures();
        return new ExpressionReport
        {
            Speed = new SpeedFigures(1.25, 32, 1),
            Product = "0.0.0-test",
            Split = split,
            Models = [new MeasuredModel("expression.onnx", new string('a', 64), "int8", 600_000)],
            Faces = 2,
            Fer2013 = head,
            Ferplus = head,
            FerplusAgreed = head,
            Attentive = new AttentiveFigures(0.5, 0.5, 1, 0.667, 2, 1, head.Confusion, head.Calibration),
        };
    }

    private static FaceReport Faces(string split, int found)
    {
        var points = Enumerable.Range(1, found).Select(i => new CurvePoint(1 - i / 10.0, i / 4.0, 1)).ToList();
        return new FaceReport
        {
            Product = "0.0.0-test",
            Split = split,
            Models = [new MeasuredModel("mtcnn-pnet.onnx", new string('b', 64), "float", 27_000)],
            Settings = new DetectorSettings(20, 0.709, 0.6, 0.6, 0.7, 0.4),
            Faces = new FaceFigures
            {
                Ap50 = 0.75,
                Ap40 = 0.75,
                RecallAtOneFalse = 0.75,
                FalsePerPicture = 0,
                Precision = 1,
                Recall = 0.75,
                Pictures = 1,
                Drawn = 4,
                Found = found,
                BySize = [new SizeFigures(0, 20, 0, 0, null), new SizeFigures(20, null, 4, found, found / 4.0)],
                ByGroup = [new GroupFigures(1, 1, 4, found, 0.75, 0.75, 1, 0.75)],
                Curve = points,
                Curve40 = points,
            },
        };
    }
}
