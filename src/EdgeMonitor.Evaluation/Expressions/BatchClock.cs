using System.Diagnostics;
using EdgeMonitor.Evaluation.Metrics;

namespace EdgeMonitor.Evaluation.Expressions;

/// <summary>Times whole batches.</summary>
internal sealed class BatchClock
{
    /// <summary>Faces in a batch. What is left of a sheet is read without being timed.</summary>
    public const int Batch = 32;

    private readonly List<double> _milliseconds = [];

    /// <summary>Times the reading of some faces.</summary>
    public void Time(int faces, Action read)
    {
        var start = Stopwatch.GetTimestamp();
        read();
        if (faces == Batch)
        {
            _milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds / Batch);
        }
    }

    /// <summary>The median of the batches; 0 when no batch was whole.</summary>
    public double MedianPerFace() => _milliseconds.Count == 0 ? 0 : Median.Of(_milliseconds);
}
