namespace EdgeMonitor.Capture.Processes;

/// <summary>One child, or several of which each reads what the one before it writes; the last writes the frames.</summary>
internal sealed class ChildPipeline : IAsyncDisposable
{
    // A child that closed its output ends at once, or has something else in mind; its last words arrive as fast.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly CaptureCommand _command;
    private readonly TimeProvider _clock;
    private readonly List<ChildProcess> _children = [];
    private readonly List<Task> _pumps = [];
    private readonly List<Task> _messageReaders = [];
    private readonly MessageTail _messages = new();
    private readonly CancellationTokenSource _closing = new();

    private ChildPipeline(CaptureCommand command, TimeProvider clock) => (_command, _clock) = (command, clock);

    /// <summary>
    /// What the last child writes: the frames. Reading throws once <paramref name="cancellationToken"/> is cancelled.
    /// </summary>
    public Stream OpenFrames(CancellationToken cancellationToken)
    {
        var last = _children[^1];
        return new ChildOutputStream(_command.FramesOnStandardError ? last.Error : last.Output, cancellationToken);
    }

    /// <summary>The last lines that the children wrote for a person; empty when there are none.</summary>
    public string Messages => _messages.ToString();

    /// <exception cref="ChildStartException">A program is missing or may not be run; none is left running.</exception>
    public static async Task<ChildPipeline> StartAsync(CaptureCommand command, TimeProvider clock)
    {
        var pipeline = new ChildPipeline(command, clock);
        try
        {
            foreach (var stage in command.Stages)
            {
                await pipeline.AddAsync(await ChildProcess.StartAsync(stage, clock));
            }
        }
        catch
        {
            await pipeline.DisposeAsync();
            throw;
        }

        pipeline.ListenToLast();
        return pipeline;
    }

    /// <summary>
    /// What went wrong according to the children themselves, after the last closed its output: their exit statuses other than 0
    /// and their last words. Null when all ended well, or run on.
    /// </summary>
    /// <exception cref="OperationCanceledException">The camera is being closed, which waits for no last words.</exception>
    public async Task<string?> ExplainEndAsync(CancellationToken closing)
    {
        await WaitBrieflyAsync(Task.WhenAll([.. _children.Select(child => child.Exited), .. _messageReaders]), closing);
        var failures = _children
            .Zip(_command.Stages, (child, stage) => (child.Exited, stage.Program))
            .Where(child => child.Exited.IsCompletedSuccessfully && child.Exited.Result != 0)
            .Select(child => $"{Path.GetFileName(child.Program)} ended with {ExitStatus.Describe(child.Exited.Result)}")
            .ToList();
        if (failures.Count == 0)
        {
            return null;
        }

        return Messages.Length == 0 ? string.Join(", ", failures) : $"{string.Join(", ", failures)}: {Messages}";
    }

    /// <summary>Ends every child.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Task.WhenAll(_children.Select(child => child.DisposeAsync().AsTask()));
        await Task.WhenAll([.. _pumps, .. _messageReaders]);
        _closing.Dispose();
    }

    private async Task WaitBrieflyAsync(Task task, CancellationToken closing)
    {
        try
        {
            await task.WaitAsync(Farewell, _clock, closing);
        }
        catch (TimeoutException)
        {
            // Then what is known so far has to do.
        }
    }

    private static async Task PumpAsync(ChildProcess from, ChildProcess to, CancellationToken cancellationToken)
    {
        try
        {
            await from.Output.CopyToAsync(to.Input, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // One of the two ended; each says itself why.
        }

        // Passes the end on, to both sides.
        await to.CloseInputAsync();
        await from.Output.DisposeAsync();
    }

    private async Task AddAsync(ChildProcess child)
    {
        _children.Add(child);
        if (_children.Count == 1)
        {
            await child.CloseInputAsync();
            return;
        }

        var before = _children[^2];
        _pumps.Add(PumpAsync(before, child, _closing.Token));
        _messageReaders.Add(_messages.ReadAsync(before.Error, _closing.Token));
    }

    private void ListenToLast()
    {
        var last = _children[^1];
        _messageReaders.Add(_messages.ReadAsync(_command.FramesOnStandardError ? last.Output : last.Error, _closing.Token));
    }
}
