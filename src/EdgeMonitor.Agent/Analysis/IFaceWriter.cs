using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Analysis;

/// <summary>Writes the faces of pictures and frames, in one of the formats of <c>edgemonitor analyze</c>.</summary>
internal interface IFaceWriter
{
    /// <summary>Writes the faces of one picture or frame.</summary>
    /// <param name="frame">The picture or frame.</param>
    /// <param name="faces">The faces.</param>
    void Write(AnalyzedFrame frame, ReadOnlySpan<FaceObservation> faces);

    /// <summary>Writes what belongs under the last picture.</summary>
    void Finish();
}
