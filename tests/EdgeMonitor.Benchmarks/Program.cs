using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using EdgeMonitor.Benchmarks;
using Perfolizer.Horology;

if (args is [MemoryProbe.Verb, var faces, var width, var height])
{
    return MemoryProbe.Run(Whole(faces), Whole(width), Whole(height));
}

// In this process: BenchmarkDotNet's own project would be built under this repository's rules, which its generated code breaks.
const string Quick = "--quick";
var isQuick = args.Contains(Quick, StringComparer.Ordinal);
var job = isQuick
    ? Job.Dry.WithStrategy(BenchmarkDotNet.Engines.RunStrategy.Throughput).WithWarmupCount(1).WithIterationCount(5)
        .WithIterationTime(TimeInterval.FromMilliseconds(200))
    : Job.Default;
var config = ManualConfig.Create(DefaultConfig.Instance).AddJob(job.WithToolchain(InProcessEmitToolchain.Instance));
var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly)
    .Run([.. args.Where(argument => !string.Equals(argument, Quick, StringComparison.Ordinal))], config).ToList();
SummaryTable.Print(summaries, Console.Out);
return summaries.Exists(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;

static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
