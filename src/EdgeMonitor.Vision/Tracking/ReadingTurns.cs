using System.Runtime.InteropServices;
using EdgeMonitor.Vision.Expression;

namespace EdgeMonitor.Vision.Tracking;

/// <summary>
/// Lets known faces keep their expression for a few frames, and take turns at being read again: an expression lasts longer than a
/// tenth of a second, and reading it costs more than following the face.
/// </summary>
internal sealed class ReadingTurns
{
    /// <summary>A reading serves for so many frames in a row.</summary>
    public const int Frames = 3;

    private readonly List<int> _due = [];
    private List<Reading> _before = [];
    private List<Reading> _now = [];

    /// <summary>Positions of the faces whose turn it is.</summary>
    public ReadOnlySpan<int> Due => CollectionsMarshal.AsSpan(_due);

    /// <summary>Begins a frame; what is not added to it is forgotten at the next.</summary>
    public void Begin()
    {
        (_before, _now) = (_now, _before);
        _now.Clear();
        _due.Clear();
    }

    /// <summary>Forgets all readings.</summary>
    public void Forget()
    {
        _now.Clear();
        _due.Clear();
    }

    /// <summary>Adds a face.</summary>
    /// <param name="known">Its position in the frame before; negative for a new face.</param>
    /// <returns>Its expression, if it has one that still serves.</returns>
    public ExpressionReading? Add(int known)
    {
        var position = _now.Count;
        var reading = known >= 0 ? _before[known] : default;
        if (reading.FramesLeft == 0)
        {
            _due.Add(position);
            // New faces come together, in a scan. Their turns do not, so that every frame costs about the same.
            _now.Add(new Reading(null, known >= 0 ? Frames - 1 : position % Frames));
            return null;
        }

        _now.Add(reading with { FramesLeft = reading.FramesLeft - 1 });
        return reading.Expression;
    }

    /// <summary>Notes what was read for a face whose turn it was.</summary>
    public void Note(int position, ExpressionReading? expression) => _now[position] = _now[position] with { Expression = expression };

    private readonly record struct Reading(ExpressionReading? Expression, int FramesLeft);
}
