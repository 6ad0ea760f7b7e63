using EdgeMonitor.Evaluation.Metrics;
using EdgeMonitor.LocalPages;
using static EdgeMonitor.Evaluation.Reports.TextReport;

namespace EdgeMonitor.Evaluation.Reports;

/// <summary>How right answers are against how sure the network says it is (Guo et al. 2017, arXiv:1706.04599).</summary>
internal static class ReliabilityDiagram
{
    /// <summary>Makes the figure.</summary>
    public static Markup Render(CalibrationFigures calibration)
    {
        var total = Math.Max(1, calibration.Bins.Sum(bin => bin.Count));
        var error = Percent(calibration.ExpectedCalibrationError);
        var plot = new UnitPlot($"Reliability diagram; expected calibration error {error}", "confidence, %", "right answers, %");
        foreach (var bin in calibration.Bins.Where(bin => bin.Count > 0))
        {
            plot.Bar(bin.From, bin.To, bin.Accuracy!.Value);
        }

        plot.Diagonal();
        foreach (var bin in calibration.Bins.Where(bin => bin.Count > 0))
        {
            plot.Disc(bin.Confidence!.Value, bin.Accuracy!.Value, (double)bin.Count / total);
        }

        return Page.Figure(
            plot.Render(),
            $"Expected calibration error {error}. A disc is as large as the share of faces; above the dashed line the network is " +
            "right more often than it says, below it less often.",
            Page.Table(
                ["confidence", "faces", "mean confidence", "right"],
                [.. calibration.Bins.Where(bin => bin.Count > 0).Select(bin => (string[])
                    [$"{Share(bin.From)} to {Share(bin.To)}", Count(bin.Count), Share(bin.Confidence!.Value), Share(bin.Accuracy!.Value)])]));
    }
}
