using System.Globalization;
using BenchmarkDotNet.Reports;

namespace EdgeMonitor.Benchmarks;

/// <summary>What a room needs to know of all the measurements: milliseconds by stage, frames per second, megabytes.</summary>
internal static class SummaryTable
{
    private const double NanosecondsPerMillisecond = 1e6;
    private const double SecondsBetweenScans = 4;

    /// <summary>Prints the tables for what was measured.</summary>
    public static void Print(IReadOnlyList<Summary> summaries, TextWriter output)
    {
        var reports = summaries.SelectMany(summary => summary.Reports).Where(report => report.ResultStatistics is not null).ToList();
        PrintPipeline([.. Of<PipelineBenchmarks>(reports)], output);
        PrintStages([.. Of<StageBenchmarks>(reports)], output);
    }

    private static void PrintPipeline(List<BenchmarkReport> reports, TextWriter output)
    {
        if (reports.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("Whole frames with expressions, one core, medians. Frames per second: with a scan every four seconds.");
        output.WriteLine("| picture | faces | scan, ms | tracked, ms | tracked/scan | frames per second | MB resident |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var group in reports.GroupBy(report => (Size: (string)Parameter(report, "Size"), Faces: (int)Parameter(report, "Faces")))
            .OrderBy(group => group.Key.Size.Length).ThenBy(group => group.Key.Size, StringComparer.Ordinal).ThenBy(group => group.Key.Faces))
        {
            var scan = Median(group, nameof(PipelineBenchmarks.Scan));
            var tracked = Median(group, nameof(PipelineBenchmarks.Tracked));
            var rate = (1000 - scan / SecondsBetweenScans) / tracked;
            var memory = MemoryProbe.Measure(group.Key.Faces, group.Key.Size);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {group.Key.Size} | {group.Key.Faces} | {scan:F1} | {tracked:F1} | {tracked / scan:F2} | {rate:F0} | {memory:F0} |"));
        }
    }

    private static void PrintStages(List<BenchmarkReport> reports, TextWriter output)
    {
        if (reports.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("Stages of a frame of 1280x720 with 20 faces, one core, medians.");
        output.WriteLine("| stage | ms | bytes allocated |");
        output.WriteLine("|---|---|---|");
        foreach (var report in reports)
        {
            var allocated = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {report.BenchmarkCase.Descriptor.WorkloadMethod.Name} | {MedianOf(report):F3} | {allocated} |"));
        }
    }

    private static IEnumerable<BenchmarkReport> Of<T>(IEnumerable<BenchmarkReport> reports) =>
        reports.Where(report => report.BenchmarkCase.Descriptor.Type == typeof(T));

    private static object Parameter(BenchmarkReport report, string name) => report.BenchmarkCase.Parameters[name];

    private static double Median(IEnumerable<BenchmarkReport> reports, string method) =>
        MedianOf(reports.First(report => string.Equals(report.BenchmarkCase.Descriptor.WorkloadMethod.Name, method, StringComparison.Ordinal)));

    private static double MedianOf(BenchmarkReport report) => report.ResultStatistics!.Median / NanosecondsPerMillisecond;
}
