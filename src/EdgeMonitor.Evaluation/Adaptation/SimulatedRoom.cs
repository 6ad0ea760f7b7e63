using EdgeMonitor.Vision;

namespace EdgeMonitor.Evaluation.Adaptation;

/// <summary>
/// What a room does to faces, done to the faces of a collection: it has no pictures of one room, and none of the same person twice.
/// </summary>
/// <param name="Name">In a few words.</param>
/// <param name="Apply">Changes a face <c>[48, 48]</c> in place.</param>
internal sealed record SimulatedRoom(string Name, Action<byte[]> Apply)
{
    private const int Side = AlignedFaceReader.Side;
    private const int Seed = 1;

    // A camera above the board: the lower half of the face fills the picture.
    private const double AboveStretch = 1.35;
    private const double AboveShift = 0.12;

    // The light is off: a quarter of the contrast, near black, and the sensor's noise.
    private const double DarkGain = 0.25;
    private const double DarkLevel = 4;
    private const double DarkNoise = 6;

    // The back row: what is left of a face of 16 pixels.
    private const int FarBlock = 3;

    /// <summary>The rooms that adaptation is tried in.</summary>
    public static IReadOnlyList<SimulatedRoom> All() =>
    [
        new("as they are", _ => { }),
        new("seen from above", FromAbove),
        new("far away (16 pixels)", FarAway),
        new("dark and noisy", Dark(new Random(Seed))),
    ];

    private static void FromAbove(byte[] face)
    {
        var source = (byte[])face.Clone();
        for (var y = 0; y < Side; y++)
        {
            var from = ((y + 0.5) * 2 / Side - 1) * AboveStretch + AboveShift;
            var row = Math.Clamp((int)((from + 1) * Side / 2), 0, Side - 1);
            source.AsSpan(row * Side, Side).CopyTo(face.AsSpan(y * Side));
        }
    }

    private static void FarAway(byte[] face)
    {
        for (var top = 0; top < Side; top += FarBlock)
        {
            for (var left = 0; left < Side; left += FarBlock)
            {
                Flatten(face, top, left);
            }
        }
    }

    private static void Flatten(byte[] face, int top, int left)
    {
        var sum = 0;
        for (var i = 0; i < FarBlock * FarBlock; i++)
        {
            sum += face[(top + i / FarBlock) * Side + left + i % FarBlock];
        }

        for (var i = 0; i < FarBlock * FarBlock; i++)
        {
            face[(top + i / FarBlock) * Side + left + i % FarBlock] = (byte)(sum / (FarBlock * FarBlock));
        }
    }

    private static Action<byte[]> Dark(Random random) => face =>
    {
        foreach (ref var pixel in face.AsSpan())
        {
            // Three uniform numbers add up to something close enough to a normal one.
            var noise = (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2 * DarkNoise;
            pixel = (byte)Math.Clamp(pixel * DarkGain + DarkLevel + noise, byte.MinValue, byte.MaxValue);
        }
    };
}
