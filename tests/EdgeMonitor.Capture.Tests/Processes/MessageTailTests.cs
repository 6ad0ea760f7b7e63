using System.Text;
using EdgeMonitor.Capture.Processes;

namespace EdgeMonitor.Capture.Tests.Processes;

public sealed class MessageTailTests
{
    [Fact]
    public async Task ReadAsync_ManyLines_KeepsTheLastWithoutRepetitions()
    {
        var text = string.Concat(Enumerable.Range(1, 50).Select(number => $"line {number}\nline {number}\n\n"));

        Assert.Equal("line 47; line 48; line 49; line 50", await ReadAsync(text));
    }

    [Fact]
    public async Task ReadAsync_EndlessLine_IsCut()
    {
        var tail = await ReadAsync(new string('x', 1_000_000));

        Assert.Equal(new string('x', 240) + "…", tail);
    }

    [Fact]
    public async Task ReadAsync_SecretsAddressesAndControlCharacters_AreTakenOut()
        => Assert.Equal(
            "[rtsp] rtsp://host/…: 401; red [31malert",
            await ReadAsync("[rtsp @ 0x55d0c8a1c2c0] rtsp://u:pw@host/s: 401\r\nred\u001b[31malert"));

    private static async Task<string> ReadAsync(string text)
    {
        var tail = new MessageTail();
        await tail.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);
        return tail.ToString();
    }
}
