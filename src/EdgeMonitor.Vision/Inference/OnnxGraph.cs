using System.Text;

namespace EdgeMonitor.Vision.Inference;

/// <summary>
/// Tells from the operators of an ONNX file whether it is quantised. ONNX Runtime does not show the nodes of a graph; the few
/// fields that are needed are quickly found in the file itself, which is one Protocol Buffers message
/// (<c>onnx.proto</c>: <c>ModelProto.graph = 7</c>, <c>GraphProto.node = 1</c>, <c>NodeProto.op_type = 4</c>).
/// </summary>
internal static class OnnxGraph
{
    private const int Graph = 7;
    private const int Node = 1;
    private const int OperatorType = 4;

    private const int VariableLength = 0;
    private const int EightBytes = 1;
    private const int LengthDelimited = 2;
    private const int FourBytes = 5;

    /// <summary>Whether a network calculates with 8-bit integers.</summary>
    /// <param name="model">An ONNX file that ONNX Runtime has loaded, and that is well-formed for that reason.</param>
    public static bool IsQuantised(ReadOnlySpan<byte> model) => Operators(model).Any(IsInteger);

    /// <summary>The operator of each node, in the order of the file.</summary>
    public static IReadOnlyList<string> Operators(ReadOnlySpan<byte> model)
    {
        var operators = new List<string>();
        while (Next(ref model, out var field, out var graph))
        {
            while (field == Graph && Next(ref graph, out var part, out var node))
            {
                while (part == Node && Next(ref node, out var property, out var text))
                {
                    if (property == OperatorType)
                    {
                        operators.Add(Encoding.UTF8.GetString(text));
                    }
                }
            }
        }

        return operators;
    }

    private static bool IsInteger(string type) =>
        type is "QuantizeLinear" or "DynamicQuantizeLinear" or "ConvInteger" or "MatMulInteger"
        || type.StartsWith("QLinear", StringComparison.Ordinal);

    /// <summary>Takes the next field off a message; its value is empty unless it is a string or a message itself.</summary>
    private static bool Next(ref ReadOnlySpan<byte> message, out ulong field, out ReadOnlySpan<byte> value)
    {
        field = 0;
        value = default;
        if (message.IsEmpty)
        {
            return false;
        }

        var key = Varint(ref message);
        field = key >> 3;
        switch (key & 7)
        {
            case VariableLength:
                _ = Varint(ref message);
                break;
            case EightBytes:
                message = message[8..];
                break;
            case FourBytes:
                message = message[4..];
                break;
            case LengthDelimited:
                var length = checked((int)Varint(ref message));
                value = message[..length];
                message = message[length..];
                break;
            default:
                throw new InvalidOperationException("ONNX Runtime has loaded a file that is no Protocol Buffers message.");
        }

        return true;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[0];
            message = message[1..];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
