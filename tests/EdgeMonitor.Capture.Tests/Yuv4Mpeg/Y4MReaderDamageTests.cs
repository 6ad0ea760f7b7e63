using System.Text;
using EdgeMonitor.Capture.Yuv4Mpeg;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Capture.Tests.Yuv4Mpeg;

/// <summary>
/// Whatever bytes come: frames, a clean end or <see cref="Y4MFormatException"/>; never a hang, never unbounded memory.
/// </summary>
public sealed class Y4MReaderDamageTests
{
    [Fact]
    public void ReadFrame_RandomBytes_EndsCleanlyOrWithAFormatError()
        => Prop.ForAll<byte[]>(Survives).QuickCheckThrowOnFailure();

    [Fact]
    public void ReadFrame_DamagedStream_EndsCleanlyOrWithAFormatError()
    {
        var damaged =
            from width in Gen.Choose(1, 40)
            from height in Gen.Choose(1, 30)
            from frames in Gen.Choose(0, 4)
            from wounds in Gen.ListOf(Gen.Zip(Gen.Choose(0, int.MaxValue), Gen.Choose(0, 255)))
            from cut in Gen.Choose(0, 100)
            from inserted in Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value))
            select Damage(TestSource.Y4M(width, height, frames), wounds, cut, inserted);

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(Arb.From(damaged), Survives));
    }

    [Fact]
    public void ReadFrame_RandomHeader_EndsCleanlyOrWithAFormatError()
    {
        var tag =
            from letter in Gen.Elements("W", "H", "F", "C", "I", "A", "X", "", " ")
            from value in Gen.Elements("0", "1", "16", "8192", "16384", "2147483648", "-1", "25:1", "0:0", ":", "420", "444", "p", "?", "")
            select letter + value;
        var stream = tag.ListOf().Select(tags => Encoding.ASCII.GetBytes($"YUV4MPEG2 {string.Join(' ', tags)}\nFRAME\n0123"));

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(Arb.From(stream), Survives));
    }

    private static byte[] Damage(byte[] bytes, IEnumerable<(int Position, int Value)> wounds, int cut, byte[] inserted)
    {
        foreach (var (position, value) in wounds)
        {
            bytes[position % bytes.Length] = (byte)value;
        }

        // Most streams keep their end; some are cut, some get bytes in the middle.
        var kept = cut > 50 ? bytes : bytes[..(bytes.Length * cut / 50)];
        return cut % 3 == 0 ? [.. kept[..(kept.Length / 2)], .. inserted, .. kept[(kept.Length / 2)..]] : kept;
    }

    private static bool Survives(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var reader = new Y4MReader(stream, new FramePool());
        var frames = 0;
        try
        {
            while (reader.ReadFrame() is { } frame)
            {
                frame.Dispose();
                frames++;
            }
        }
        catch (Y4MFormatException exception)
        {
            return exception.Message.Length is > 0 and < 400;
        }

        // Every frame takes at least its line and one sample of each plane.
        return frames <= bytes.Length / 9;
    }
}
