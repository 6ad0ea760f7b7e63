using System.Text.Json;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Link;

/// <summary>
/// One connection, seen from publish: takes windows, health reports and lessons, confirms each once it is kept, and passes
/// requests on.
/// </summary>
/// <remarks>
/// A message that breaks its contract is the end of the connection, as any other broken rule is, and counted. But first it is
/// refused with the reason, so that sense drops that one message, counts it on its side, connects anew and goes on with the next.
/// </remarks>
internal sealed class PublishConversation : IDisposable
{
    private readonly LinkConnection _connection;
    private readonly DeviceOutlet _outlet;
    private readonly TimeProvider _clock;
    private readonly RateLimit _taken;
    private readonly SemaphoreSlim _asking = new(1);
    private readonly CancellationTokenSource _unanswered = new();
    private TaskCompletionSource<CommandAnswer>? _answer;

    /// <summary>Makes a conversation that has not begun.</summary>
    public PublishConversation(LinkConnection connection, DeviceOutlet outlet, TimeProvider clock)
    {
        _connection = connection;
        _outlet = outlet;
        _clock = clock;
        _taken = new RateLimit(LinkLimits.TakenAtOnce, LinkLimits.TakenPerSecond, clock);
    }

    /// <summary>Listens until the other side leaves or breaks a rule, or it is cancelled.</summary>
    /// <exception cref="LinkException">The other side broke a rule.</exception>
    /// <exception cref="IOException">The other side is gone.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _unanswered.Token);
        try
        {
            while (await _connection.ReadAsync(ending.Token) is { } frame)
            {
                if (!_taken.TryTake())
                {
                    throw new LinkException("Too many messages.");
                }

                await TakeAsync(frame, ending.Token);
            }
        }
        catch (OperationCanceledException exception) when (_unanswered.IsCancellationRequested)
        {
            // Its answer may still come, and would be taken for that to the next request.
            throw new LinkException($"A request was not answered within {LinkLimits.AnswerPatience.TotalSeconds} seconds.", exception);
        }
    }

    /// <inheritdoc cref="AskAsync(LinkMessageKind, byte[], CancellationToken)"/>
    public Task<CommandAnswer> AskAsync(CameraRequest request, CancellationToken cancellationToken) =>
        AskAsync(LinkMessageKind.CameraRequest, JsonSerializer.SerializeToUtf8Bytes(request, MessageJson.Default.CameraRequest), cancellationToken);

    /// <inheritdoc cref="AskAsync(LinkMessageKind, byte[], CancellationToken)"/>
    public Task<CommandAnswer> AskAsync(LessonRequest request, CancellationToken cancellationToken) =>
        AskAsync(LinkMessageKind.LessonRequest, JsonSerializer.SerializeToUtf8Bytes(request, MessageJson.Default.LessonRequest), cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _unanswered.Dispose();
        _asking.Dispose();
    }

    /// <summary>Passes a request on and waits for its answer. Requests take turns.</summary>
    /// <exception cref="TimeoutException">There was no answer within <see cref="LinkLimits.AnswerPatience"/>.</exception>
    /// <exception cref="IOException">The other side is gone.</exception>
    private async Task<CommandAnswer> AskAsync(LinkMessageKind kind, byte[] request, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            var answer = new TaskCompletionSource<CommandAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _answer, answer);
            await _connection.WriteAsync(kind, request, cancellationToken);
            return await answer.Task.WaitAsync(LinkLimits.AnswerPatience, _clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            await _unanswered.CancelAsync();
            throw;
        }
        finally
        {
            _asking.Release();
        }
    }

    private async Task TakeAsync(LinkFrame frame, CancellationToken cancellationToken)
    {
        switch (frame.Kind)
        {
            case LinkMessageKind.Window:
                await KeepAsync(frame, LinkMessages.ReadWindow, _outlet.PublishAsync, cancellationToken);
                break;
            case LinkMessageKind.Lesson:
                await KeepAsync(frame, LinkMessages.ReadLesson, _outlet.PublishAsync, cancellationToken);
                break;
            case LinkMessageKind.Health:
                await KeepAsync(frame, LinkMessages.ReadHealth, _outlet.PublishAsync, cancellationToken);
                break;
            case LinkMessageKind.Answer when Interlocked.Exchange(ref _answer, value: null) is { } answer:
                answer.SetResult(LinkMessages.ReadAnswer(frame));
                break;
            default:
                throw new LinkException($"A message of kind {frame.Kind} that nothing called for.");
        }
    }

    private async Task KeepAsync<T>(
        LinkFrame frame, Func<LinkFrame, T> read, Func<T, CancellationToken, Task> publish, CancellationToken cancellationToken)
    {
        T message;
        try
        {
            message = read(frame);
        }
        catch (LinkException exception)
        {
            await SayWhyAsync(exception.Message, cancellationToken);
            throw;
        }

        await publish(message, cancellationToken);
        await _connection.WriteAsync(LinkMessageKind.Receipt, ReadOnlyMemory<byte>.Empty, cancellationToken);
    }

    /// <summary>
    /// A sense of another version may send in good faith what is no message here, and would send it for ever; who is hostile learns
    /// only the rule that was broken, and is cut off whether or not it listens.
    /// </summary>
    private async Task SayWhyAsync(string reason, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(LinkLimits.RefusalPatience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await _connection.WriteAsync(LinkMessageKind.Refusal, LinkMessages.WriteRefusal(reason), either.Token);
        }
        catch (Exception exception) when (exception is IOException || patience.IsCancellationRequested)
        {
            // It does not listen.
        }
    }
}
