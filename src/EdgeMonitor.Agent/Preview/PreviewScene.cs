namespace EdgeMonitor.Agent.Preview;

/// <summary>
/// Everything that installers get to see of one frame: numbers. A test fails when a field could hold anything else, so that no
/// pixel can find its way onto the page.
/// </summary>
internal sealed record PreviewScene
{
    /// <summary>Width of the frame in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the frame in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Whether the room is too dark to judge.</summary>
    public required bool IsDark { get; init; }

    /// <summary>The faces in it.</summary>
    public required IReadOnlyList<PreviewFace> Faces { get; init; }

    /// <summary>The cells in which faces were seen, and those that are masked.</summary>
    public required IReadOnlyList<PreviewCell> Cells { get; init; }

    /// <summary>Columns of the grid.</summary>
    public required int Columns { get; init; }

    /// <summary>Rows of the grid.</summary>
    public required int Rows { get; init; }

    /// <summary>Milliseconds that the device took to find the faces.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>Seconds until the preview ends.</summary>
    public required int SecondsLeft { get; init; }
}
