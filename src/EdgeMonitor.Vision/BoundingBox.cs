using System.Runtime.InteropServices;

namespace EdgeMonitor.Vision;

/// <summary>An axis-parallel box in pixels of the frame, origin at the top left; it may reach beyond the frame.</summary>
[StructLayout(LayoutKind.Sequential)] // Its edges are moved as one vector.
public readonly record struct BoundingBox(float Left, float Top, float Right, float Bottom)
{
    /// <summary>Width in pixels.</summary>
    public float Width => Right - Left;

    /// <summary>Height in pixels.</summary>
    public float Height => Bottom - Top;

    /// <summary>Area in square pixels; 0 for a box turned inside out.</summary>
    public float Area => MathF.Max(0, Width) * MathF.Max(0, Height);

    /// <summary>Area that both boxes cover, in square pixels.</summary>
    public float IntersectionWith(BoundingBox other)
    {
        var width = MathF.Min(Right, other.Right) - MathF.Max(Left, other.Left);
        var height = MathF.Min(Bottom, other.Bottom) - MathF.Max(Top, other.Top);
        return width > 0 && height > 0 ? width * height : 0;
    }
}
