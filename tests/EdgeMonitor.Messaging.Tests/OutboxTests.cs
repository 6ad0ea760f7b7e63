using System.Globalization;
using System.Text;
using EdgeMonitor.Messaging.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>The outbox without a broker: what survives, what is dropped, and what happens when its file cannot be used.</summary>
public sealed class OutboxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task KeepAsync_OpenedAgain_GivesBackTheSameInOrder()
    {
        await using (var outbox = Create())
        {
            Add(outbox, 1, 2);
            await outbox.KeepAsync();
            Add(outbox, 3);
            await outbox.KeepAsync();
            Assert.Equal(2, outbox.Commits);
        }

        Assert.Equal([1, 2, 3], await ReadAllAsync());
    }

    [Fact]
    public async Task KeepAsync_NothingNew_WritesNothing()
    {
        await using var outbox = Create();

        await outbox.KeepAsync();
        Assert.Empty(_folder.FileNames);
        Add(outbox, 1);
        await outbox.KeepAsync();
        await outbox.KeepAsync();

        Assert.Equal(1, outbox.Commits);
    }

    [Fact]
    public async Task Remove_StoredAndTidied_IsGoneFromTheFile()
    {
        await using (var outbox = Create())
        {
            Add(outbox, 1, 2);
            await outbox.KeepAsync();
            outbox.Queue.Remove(await outbox.Queue.NextAsync(Token));
            await outbox.TidyAsync();
            Assert.Equal(1, outbox.Commits);
            outbox.Queue.Remove(await outbox.Queue.NextAsync(Token));
            await outbox.TidyAsync();
            Assert.Equal(2, outbox.Commits);
        }

        Assert.Empty(await ReadAllAsync());
    }

    [Fact]
    public async Task Add_MoreThanFits_DropsTheOldestInMemoryAndInTheFile()
    {
        await using (var outbox = Create(maximumMessages: 10))
        {
            for (var number = 1; number <= 25; number++)
            {
                Add(outbox, number);
                await outbox.KeepAsync();
            }

            Assert.Equal((10, 15), (outbox.Queue.Waiting, outbox.Queue.Dropped));
        }

        Assert.Equal(Enumerable.Range(16, 10), await ReadAllAsync());
    }

    [Fact]
    public void Add_MoreBytesThanFit_DropsTheOldest()
    {
        using var queue = new OutboxQueue(maximumCount: 1000, maximumBytes: 100);

        for (var number = 0; number < 30; number++)
        {
            queue.Add(Clients.Message("t", "123456789"));
        }

        Assert.Equal((10, 100L, 20L), (queue.Waiting, queue.WaitingBytes, queue.Dropped));
    }

    [Fact]
    public async Task ReadEarlierAsync_MoreThanFitsNow_KeepsTheNewest()
    {
        await using (var before = Create(maximumMessages: 100))
        {
            Add(before, [.. Enumerable.Range(1, 30)]);
        }

        await using var outbox = Create(maximumMessages: 10);
        await outbox.ReadEarlierAsync();

        Assert.Equal((10, 20), (outbox.Queue.Waiting, outbox.Queue.Dropped));
        Assert.Equal(21, NumberOf(await outbox.Queue.NextAsync(Token)));
    }

    [Fact]
    public async Task KeepAsync_FileInUse_WaitsInMemoryAndStoresWhenItIsFree()
    {
        var logger = new CollectingLogger();
        await using (var outbox = Create(logger: logger))
        {
            await using (var other = Create())
            {
                Add(other, 1);
                await other.KeepAsync();
                Add(outbox, 2);
                await outbox.KeepAsync();
                await outbox.KeepAsync();
                Assert.Contains("Another process uses the outbox", outbox.Problem, StringComparison.Ordinal);
                Assert.Single(logger.Entries, entry => entry.Level == LogLevel.Warning);
            }

            Add(outbox, 3);
            await outbox.KeepAsync();
            Assert.Null(outbox.Problem);
        }

        Assert.Equal([1, 2, 3], await ReadAllAsync());
    }

    [Fact]
    public async Task KeepAsync_FolderIsAFile_WaitsInMemoryAndSaysSo()
    {
        await File.WriteAllTextAsync(_folder.Locate("file"), "", Token);
        await using var outbox = new Outbox(new OutboxOptions { Directory = _folder.Locate("file") }, NullLogger<Outbox>.Instance);

        Add(outbox, 1);
        await outbox.KeepAsync();

        Assert.Contains("Check outbox.directory", outbox.Problem, StringComparison.Ordinal);
        Assert.Equal(1, NumberOf(await outbox.Queue.NextAsync(Token)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task KeepAsync_FileDamaged_IsSetAsideAndEverythingKept(bool noticedByReading)
    {
        await File.WriteAllTextAsync(_folder.Locate(OutboxFile.FileName), string.Concat(Enumerable.Repeat("no database ", 1000)), Token);
        await using (var outbox = Create())
        {
            if (noticedByReading)
            {
                await outbox.ReadEarlierAsync();
            }

            Add(outbox, 1, 2);
            await outbox.KeepAsync();
            Assert.Null(outbox.Problem);
        }

        Assert.Equal([1, 2], await ReadAllAsync());
        Assert.Contains(OutboxFile.FileName + ".damaged", _folder.FileNames);
    }

    [Fact]
    public async Task KeepAsync_RemovedWhileItIsWritten_LeavesTheFileAtTheNextTidying()
    {
        await using (var outbox = Create())
        {
            for (var number = 1; number <= 300; number++)
            {
                Add(outbox, number);
                var keeping = outbox.KeepAsync();
                outbox.Queue.Remove(await outbox.Queue.NextAsync(Token));
                await keeping;
                await outbox.TidyAsync();
            }
        }

        Assert.Empty(await ReadAllAsync());
    }

    [Fact]
    public void ResolveDirectory_NothingGiven_IsSystemdsOrNone() =>
        Assert.Equal(Environment.GetEnvironmentVariable("STATE_DIRECTORY"), new OutboxOptions().ResolveDirectory());

    private static void Add(Outbox outbox, params ReadOnlySpan<int> numbers)
    {
        foreach (var number in numbers)
        {
            outbox.Queue.Add(Outbox.WindowMessage("topic", Encoding.UTF8.GetBytes($"{number}")));
        }
    }

    private static int NumberOf(OutboxEntry entry) =>
        int.Parse(Encoding.UTF8.GetString(entry.Message.Payload.Span), CultureInfo.InvariantCulture);

    private Outbox Create(int maximumMessages = 1000, ILogger<Outbox>? logger = null) => new(
        new OutboxOptions { Directory = _folder.Path, MaximumMessages = maximumMessages }, logger ?? NullLogger<Outbox>.Instance);

    private async Task<List<int>> ReadAllAsync()
    {
        await using var outbox = Create();
        await outbox.ReadEarlierAsync();
        var numbers = new List<int>();
        while (outbox.Queue.Waiting > 0)
        {
            var entry = await outbox.Queue.NextAsync(Token);
            numbers.Add(NumberOf(entry));
            outbox.Queue.Remove(entry);
        }

        return numbers;
    }
}
