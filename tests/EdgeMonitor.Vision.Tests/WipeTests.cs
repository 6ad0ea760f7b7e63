using System.Collections;
using System.Reflection;
using EdgeMonitor.Capture;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Vision.Tests;

/// <summary>Nothing of a picture stays behind in buffers of ours once the camera is closed.</summary>
public sealed class WipeTests
{
    [Fact]
    public async Task Forget_AfterAPhoto_NoBufferHoldsAPixel()
    {
        using var analyzer = FaceAnalyzer.Create(new VisionOptions { Threads = 1 }, readExpressions: true);
        var photo = Repository.Locate("node_modules", "@vladmandic", "face-api", "demo", "sample3.jpg");
        await foreach (var frame in MediaReader.ReadAllAsync(photo, cancellationToken: TestContext.Current.CancellationToken))
        {
            using (frame)
            {
                Assert.Equal(3, analyzer.Follow(frame).Length);
            }
        }

        var before = BuffersOf(analyzer);
        Assert.True(before.Count(HoldsSomething) >= 6, "The pyramid, its sheet, the halves, the scratch and the batches should hold pixels.");

        analyzer.Forget();

        Assert.Equal(before.Count, BuffersOf(analyzer).Count);
        Assert.DoesNotContain(BuffersOf(analyzer), HoldsSomething);
    }

    private static bool HoldsSomething(byte[] buffer) => buffer.AsSpan().ContainsAnyExcept((byte)0);

    // Every byte array that can be reached from the analyzer through types of ours, so that a new buffer cannot be forgotten here.
    private static List<byte[]> BuffersOf(object root)
    {
        var (buffers, seen, waiting) = (new List<byte[]>(), new HashSet<object>(ReferenceEqualityComparer.Instance), new Queue<object>([root]));
        while (waiting.TryDequeue(out var one))
        {
            if (!seen.Add(one))
            {
                continue;
            }

            switch (one)
            {
                case byte[] buffer:
                    buffers.Add(buffer);
                    break;
                case string or Delegate:
                    break;
                case IEnumerable many:
                    Enqueue(waiting, many.Cast<object?>());
                    break;
                default:
                    Enqueue(waiting, FieldsOf(one.GetType()).Select(field => field.GetValue(one)));
                    break;
            }
        }

        return buffers;
    }

    private static void Enqueue(Queue<object> waiting, IEnumerable<object?> values)
    {
        foreach (var value in values.OfType<object>().Where(value => value is IEnumerable || IsOurs(value.GetType())))
        {
            waiting.Enqueue(value);
        }
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(field => !field.FieldType.IsPointer);

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("EdgeMonitor.", StringComparison.Ordinal) is true;
}
