using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EdgeMonitor.Vision.Detection;

/// <summary>
/// Offsets of a box's edges in units of its width and height: the output <c>box</c> of every stage (Zhang et al. 2016,
/// section II.B).
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct BoundingBoxRegression(float Left, float Top, float Right, float Bottom)
{
    /// <summary>Takes the four numbers of one window: left, top, right, bottom.</summary>
    public static BoundingBoxRegression From(ReadOnlySpan<float> values) => new(values[0], values[1], values[2], values[3]);

    /// <summary>The box with its edges moved, all four at a time.</summary>
    public BoundingBox Apply(BoundingBox box)
    {
        var edges = Unsafe.BitCast<BoundingBox, Vector128<float>>(box);
        var sides = Vector128.Create(box.Width, box.Height, box.Width, box.Height);
        var offsets = Unsafe.BitCast<BoundingBoxRegression, Vector128<float>>(this);

        // No fused multiply-add: a box must not depend on the processor that it was computed on.
        return Unsafe.BitCast<Vector128<float>, BoundingBox>(edges + offsets * sides);
    }

    /// <summary>The smallest square around the same centre that holds the box: the next stage looks at squares.</summary>
    public static BoundingBox ToSquare(BoundingBox box)
    {
        var half = MathF.Max(box.Width, box.Height) / 2;
        var x = (box.Left + box.Right) / 2;
        var y = (box.Top + box.Bottom) / 2;
        return new BoundingBox(x - half, y - half, x + half, y + half);
    }
}
