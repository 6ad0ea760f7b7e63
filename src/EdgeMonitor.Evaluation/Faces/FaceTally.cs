using EdgeMonitor.Evaluation.Metrics;

namespace EdgeMonitor.Evaluation.Faces;

/// <summary>Makes the figures of all pictures.</summary>
internal static class FaceTally
{
    // Edges in pixels. Below the default of vision.minimumFaceSize, 20 pixels, nothing is looked for.
    private static readonly int[] SizeEdges = [0, 20, 30, 40, 60, 80, 120];

    // A room's figures are published from five people on.
    private static readonly int[] Groups = [1, 5];

    /// <summary>The figures of at least one picture with at least one drawn face.</summary>
    public static FaceFigures Figures(IReadOnlyList<PictureResult> pictures)
    {
        var all = Group(1, pictures);
        var curve = CurveAt50(pictures);
        return new FaceFigures
        {
            Ap50 = all.Ap50,
            Ap40 = all.Ap40,
            RecallAtOneFalse = curve.RecallAt(pictures.Count),
            FalsePerPicture = pictures.Sum(picture => picture.At50.Count(face => !face.IsHit)) / (double)pictures.Count,
            Precision = all.Precision,
            Recall = all.Recall,
            Pictures = all.Pictures,
            Drawn = all.Drawn,
            Found = all.Found,
            BySize = BySize(pictures),
            ByGroup =
            [
                .. Groups.Select(least => (least, Pictures: pictures.Where(picture => picture.Drawn.Count >= least).ToList()))
                    .Where(group => group.Pictures.Count > 0)
                    .Select(group => Group(group.least, group.Pictures)),
            ],
            Curve = curve.Points(),
            Curve40 = CurveAt40(pictures).Points(),
        };
    }

    private static GroupFigures Group(int least, IReadOnlyList<PictureResult> pictures)
    {
        var curve = CurveAt50(pictures);
        var atThreshold = curve.Points() is [.., var last] ? last : new CurvePoint(0, 0, 0);
        return new GroupFigures(
            least, pictures.Count, Drawn(pictures), pictures.Sum(picture => picture.Found), curve.AveragePrecision(),
            CurveAt40(pictures).AveragePrecision(), atThreshold.Precision, atThreshold.Recall);
    }

    private static int Drawn(IReadOnlyList<PictureResult> pictures) => pictures.Sum(picture => picture.Drawn.Count);

    private static PrecisionRecallCurve CurveAt50(IReadOnlyList<PictureResult> pictures) =>
        new(pictures.SelectMany(picture => picture.At50), Drawn(pictures));

    private static PrecisionRecallCurve CurveAt40(IReadOnlyList<PictureResult> pictures) =>
        new(pictures.SelectMany(picture => picture.At40), Drawn(pictures));

    private static List<SizeFigures> BySize(IReadOnlyList<PictureResult> pictures)
    {
        var faces = pictures
            .SelectMany(picture => picture.Drawn.Zip(picture.IsFound, (box, isFound) => (Size: Math.Sqrt(box.Area), isFound)))
            .ToList();
        return [.. SizeEdges.Select((from, i) =>
        {
            int? to = i + 1 < SizeEdges.Length ? SizeEdges[i + 1] : null;
            var inside = faces.FindAll(face => face.Size >= from && (to is null || face.Size < to));
            var found = inside.Count(face => face.isFound);
            return new SizeFigures(from, to, inside.Count, found, inside.Count > 0 ? (double)found / inside.Count : null);
        })];
    }
}
