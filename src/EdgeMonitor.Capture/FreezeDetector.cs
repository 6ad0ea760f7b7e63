using System.Runtime.InteropServices;

namespace EdgeMonitor.Capture;

/// <summary>
/// Notices a picture that stays exactly the same, by a hash over every eighth line of the luminance: a sensor's noise, or any
/// 16x16 block that a codec updates, changes it.
/// </summary>
internal sealed class FreezeDetector
{
    private const int LineStep = 8;
    private const ulong Prime = 0x9E37_79B9_7F4A_7C15;

    private readonly TimeSpan _limit;
    private ulong _hash;
    private bool _seen;
    private DateTimeOffset _since;

    /// <param name="limit">The time that a picture may stay the same; zero never takes it for frozen.</param>
    public FreezeDetector(TimeSpan limit) => _limit = limit;

    /// <summary>Whether the last picture differed from the one before; true for the first of all.</summary>
    public bool IsChanging { get; private set; } = true;

    /// <summary>Looks at the next picture; true when it has been the same for too long.</summary>
    public bool Observe(Frame frame, DateTimeOffset now)
    {
        if (_limit == TimeSpan.Zero)
        {
            return false;
        }

        var hash = Hash(frame);
        IsChanging = !_seen || hash != _hash;
        if (IsChanging)
        {
            (_seen, _hash, _since) = (true, hash, now);
        }

        return now - _since >= _limit;
    }

    /// <summary>Gives a restarted camera its time anew. The picture is remembered: the same again is no sign of life.</summary>
    public void Restart(DateTimeOffset now) => _since = now;

    private static ulong Hash(Frame frame)
    {
        var hash = ((ulong)frame.Width << 32) | (uint)frame.Height;
        for (var line = 0; line < frame.Height; line += LineStep)
        {
            var samples = frame.Y.Slice(line * frame.Width, frame.Width);
            var words = MemoryMarshal.Cast<byte, ulong>(samples);
            foreach (var word in words)
            {
                hash = (hash ^ word) * Prime;
                hash ^= hash >> 32;
            }

            foreach (var sample in samples[(words.Length * sizeof(ulong))..])
            {
                hash = (hash ^ sample) * Prime;
            }
        }

        return hash;
    }
}
