using System.Buffers.Binary;
using System.Text;

namespace EdgeMonitor.Agent.Tests.Metrics;

/// <summary>
/// A message in protobuf's wire format, by field numbers: written from the format's description alone, so that what it reads was
/// not written by a mirror image of itself.
/// </summary>
internal sealed class ProtobufFields
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    private readonly List<(int Number, ulong Number64, ReadOnlyMemory<byte> Bytes)> _fields = [];

    private ProtobufFields()
    {
    }

    public static ProtobufFields Read(ReadOnlyMemory<byte> message)
    {
        var read = new ProtobufFields();
        while (!message.IsEmpty)
        {
            var tag = TakeVarint(ref message);
            read._fields.Add(Take(ref message, (int)(tag >> 3), (int)(tag & 7)));
        }

        return read;
    }

    public IEnumerable<ProtobufFields> Messages(int number) => All(number).Select(field => Read(field.Bytes));

    public ProtobufFields Message(int number) => Messages(number).Single();

    public bool Has(int number) => All(number).Any();

    public string Text(int number) => Encoding.UTF8.GetString(All(number).SingleOrDefault().Bytes.Span);

    public ulong Number(int number) => All(number).SingleOrDefault().Number64;

    public double Double(int number) => BitConverter.UInt64BitsToDouble(Number(number));

    private IEnumerable<(int Number, ulong Number64, ReadOnlyMemory<byte> Bytes)> All(int number) =>
        _fields.Where(field => field.Number == number);

    private static (int Number, ulong Number64, ReadOnlyMemory<byte> Bytes) Take(ref ReadOnlyMemory<byte> message, int number, int wireType)
    {
        switch (wireType)
        {
            case Varint:
                return (number, TakeVarint(ref message), default);
            case Fixed64:
                return (number, BinaryPrimitives.ReadUInt64LittleEndian(TakeBytes(ref message, sizeof(ulong)).Span), default);
            case Fixed32:
                return (number, BinaryPrimitives.ReadUInt32LittleEndian(TakeBytes(ref message, sizeof(uint)).Span), default);
            case Bytes:
                return (number, 0, TakeBytes(ref message, checked((int)TakeVarint(ref message))));
            default:
                throw new InvalidDataException($"Wire type {wireType} is not part of the format.");
        }
    }

    private static ReadOnlyMemory<byte> TakeBytes(ref ReadOnlyMemory<byte> message, int count)
    {
        var taken = message[..count];
        message = message[count..];
        return taken;
    }

    private static ulong TakeVarint(ref ReadOnlyMemory<byte> message)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = TakeBytes(ref message, 1).Span[0];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
