using EdgeMonitor.Evaluation;

namespace EdgeMonitor.Agent.Evaluate;

/// <summary>Says on standard error how far long work is, every few seconds; of short work it says nothing.</summary>
internal sealed class ProgressLines : IProgress<EvaluationProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly TextWriter _error;
    private readonly TimeProvider _time;
    private long _last;

    /// <summary>Starts counting.</summary>
    public ProgressLines(TextWriter error, TimeProvider time)
    {
        _error = error;
        _time = time;
        _last = time.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Report(EvaluationProgress value)
    {
        if (_time.GetElapsedTime(_last) >= Interval)
        {
            _last = _time.GetTimestamp();
            _error.WriteLine($"{value.Done} of {value.Total} {value.Unit}");
        }
    }
}
