using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Vision;

/// <summary>How faces are looked for.</summary>
public sealed class VisionOptions
{
    /// <summary>Default of <see cref="MinimumFaceSize"/>.</summary>
    public const int DefaultMinimumFaceSize = 20;

    /// <summary>Default of <see cref="PyramidFactor"/>.</summary>
    public const double DefaultPyramidFactor = 0.709;

    /// <summary>Default of <see cref="ProposalThreshold"/>.</summary>
    public const double DefaultProposalThreshold = 0.13;

    /// <summary>Default of <see cref="RefineThreshold"/>.</summary>
    public const double DefaultRefineThreshold = 0.6;

    /// <summary>Default of <see cref="OutputThreshold"/>.</summary>
    public const double DefaultOutputThreshold = 0.4;

    /// <summary>Default of <see cref="ConfirmThreshold"/>.</summary>
    public const double DefaultConfirmThreshold = 0.86;

    /// <summary>Least value of <see cref="MinimumFaceSize"/>: the window of P-Net.</summary>
    public const int LowestMinimumFaceSize = 12;

    /// <summary>Greatest value of <see cref="MinimumFaceSize"/>.</summary>
    public const int HighestMinimumFaceSize = 1000;

    /// <summary>Least value of each threshold.</summary>
    public const double LowestThreshold = 0.1;

    /// <summary>Greatest value of each threshold.</summary>
    public const double HighestThreshold = 0.99;

    /// <summary>Greatest value of <see cref="Threads"/>.</summary>
    public const int MostThreads = 64;

    /// <summary>Folder of the networks; when not given, the <c>models</c> folder beside the program.</summary>
    public string? ModelDirectory { get; set; }

    /// <summary>
    /// File with a room's own correction of the expressions, which <c>edgemonitor adapt</c> writes; no effect where expressions are
    /// not read. Default: none.
    /// </summary>
    public string? Adaptation { get; set; }

    /// <summary>Smallest face that is looked for, in pixels of the frame (12 to 1000; default 20). Half the size costs four times the work.</summary>
    [Range(LowestMinimumFaceSize, HighestMinimumFaceSize)]
    public int MinimumFaceSize { get; set; } = DefaultMinimumFaceSize;

    /// <summary>Ratio between neighbouring levels of the image pyramid (0.5 to 0.9; default 0.709, about half the area).</summary>
    [Range(0.5, 0.9)]
    public double PyramidFactor { get; set; } = DefaultPyramidFactor;

    /// <summary>Score that a window needs to pass P-Net (0.1 to 0.99; default 0.13).</summary>
    [Range(LowestThreshold, HighestThreshold)]
    public double ProposalThreshold { get; set; } = DefaultProposalThreshold;

    /// <summary>Score that a candidate needs to pass R-Net (0.1 to 0.99; default 0.6).</summary>
    [Range(LowestThreshold, HighestThreshold)]
    public double RefineThreshold { get; set; } = DefaultRefineThreshold;

    /// <summary>Score that a face needs to pass O-Net (0.1 to 0.99; default 0.4).</summary>
    [Range(LowestThreshold, HighestThreshold)]
    public double OutputThreshold { get; set; } = DefaultOutputThreshold;

    /// <summary>Score that a new face needs when O-Net looks again, through a window moved onto the face (0.1 to 0.99; default 0.86).</summary>
    [Range(LowestThreshold, HighestThreshold)]
    public double ConfirmThreshold { get; set; } = DefaultConfirmThreshold;

    /// <summary>How faces are followed between two scans of the whole picture.</summary>
    public TrackingOptions Tracking { get; set; } = new();

    /// <summary>
    /// What the networks run on (default cpu). One that the ONNX Runtime library lacks is an error at the start. The shipped int8
    /// networks are made for the processor; measure before you choose another.
    /// </summary>
    public ExecutionProvider ExecutionProvider { get; set; }

    /// <summary>Path of another ONNX Runtime library, such as a Jetson's own build; when not given, the one beside the program.</summary>
    public string? OnnxRuntimeLibrary { get; set; }

    /// <summary>Threads of one network call (0 to 64; default 0: one for each processor, at most four).</summary>
    [Range(0, MostThreads)]
    public int Threads { get; set; }
}
