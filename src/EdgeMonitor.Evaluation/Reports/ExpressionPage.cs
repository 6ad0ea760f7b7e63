using EdgeMonitor.Evaluation.Expressions;
using EdgeMonitor.Evaluation.Metrics;
using EdgeMonitor.LocalPages;
using static EdgeMonitor.Evaluation.Reports.TextReport;

namespace EdgeMonitor.Evaluation.Reports;

/// <summary>An <see cref="ExpressionReport"/> as a page.</summary>
internal static class ExpressionPage
{
    private static readonly string[] Decisions = ["attentive", "not"];

    /// <summary>Makes the page.</summary>
    public static string Render(ExpressionReport report) => Page.Render(
        report,
        "Expression network",
        $"{Count(report.Faces)} faces of FER-2013 with FER+ votes",
        Markup.Of($"""
            {Page.Tiles(
                ("FER-2013’s label", Percent(report.Fer2013.Accuracy)),
                ("FER+ majority", Percent(report.Ferplus.Accuracy)),
                ("attentive or not", Percent(report.Attentive.Accuracy)))}
            {Attentive(report.Attentive)}
            {Head(
                "FER+ majority",
                "The head that the product uses. Right is the emotion that most of ten people voted for; " +
                "faces without any vote for one of the eight are left out. " +
                $"Of the {Count(report.FerplusAgreed.Faces)} faces on which more than half of the people agree, as FER+’s authors count, " +
                $"{Percent(report.FerplusAgreed.Accuracy)} are right.",
                report.Ferplus)}
            {Head(
                "FER-2013’s label",
                "The label of the original collection, one for each face. FER+’s majority agrees with it on about 63 % of the faces, " +
                "so nobody can be right about all of them.",
                report.Fer2013)}
            {(report.Speed.MillisecondsPerFace > 0 ? Markup.Of($"<p>{ExpressionText.Speed(report.Speed)}</p>") : Markup.Empty)}
            <p class="warning">The faces are cut as the collection has them; how well the product cuts them out of a camera’s frames is not
            measured here. An expression is not an inner state: these figures say how well a network agrees with people who looked at
            photos, and nothing about how well it, or anybody, knows what a person feels. Not for decisions about anyone.</p>
            """),
        $"edgemonitor evaluate expressions --data DIR --split {report.Split}");

    private static Markup Attentive(AttentiveFigures figures) => Page.Section("Attentive or not", Markup.Of($"""
        <p>What the product decides in the modes <code>expression</code> and <code>combined</code>: happy and neutral together above one
        half, against a FER+ majority for happiness or neutral.</p>
        {Page.Pair(
            Markup.Of($"""
                {ConfusionTable.Render(Decisions, figures.Confusion)}
                {Page.Table(
                    ["", "precision", "recall", "F1", "support"],
                    [["attentive", Share(figures.Precision), Share(figures.Recall), Share(figures.F1), Count(figures.Support)]])}
                """),
            ReliabilityDiagram.Render(figures.Calibration))}
        """));

    private static Markup Head(string title, string explanation, HeadFigures figures)
    {
        var classes = figures.Classes.Select(one => one.Name).ToList();
        return Page.Section(title, Markup.Of($"""
            <p>{explanation}</p>
            <p>{Percent(figures.Accuracy)} of {figures.Faces} faces are right.
            {ConfusionTable.MostFrequentMistakes(classes, figures.Confusion)}</p>
            {ConfusionTable.Render(classes, figures.Confusion)}
            {Page.Pair(ByClass(figures), ReliabilityDiagram.Render(figures.Calibration))}
            """));
    }

    private static Markup ByClass(HeadFigures figures) => Page.Table(
        ["", "precision", "recall", "F1", "support"],
        [
            .. figures.Classes.Select(one => (string[])
                [one.Name, Share(one.Precision), Share(one.Recall), Share(one.F1), Count(one.Support)]),
            Mean("macro mean", figures.Macro, figures.Faces),
            Mean("weighted mean", figures.Weighted, figures.Faces),
        ]);

    private static string[] Mean(string name, MeanFigures mean, int faces) =>
        [name, Share(mean.Precision), Share(mean.Recall), Share(mean.F1), Count(faces)];
}
