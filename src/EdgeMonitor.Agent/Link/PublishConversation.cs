using System.Text.Json;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Link;

/// <summary>
/// One connection, seen from publish: takes windows and health reports, confirms each once it is kept, and asks for the camera to
/// be closed or opened.
/// </summary>
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
            throw new LinkException($"A camera request was not answered within {LinkLimits.AnswerPatience.TotalSeconds} seconds.", exception);
        }
    }

    /// <summary>Passes a request on and waits for its answer. Requests take turns.</summary>
    /// <exception cref="TimeoutException">There was no answer within <see cref="LinkLimits.AnswerPatience"/>.</exception>
    /// <exception cref="IOException">The other side is gone.</exception>
    public async Task<CommandAnswer> AskAsync(CameraRequest request, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            var answer = new TaskCompletionSource<CommandAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _answer, answer);
            var payload = JsonSerializer.SerializeToUtf8Bytes(request, MessageJson.Default.CameraRequest);
            await _connection.WriteAsync(LinkMessageKind.CameraRequest, payload, cancellationToken);
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

    /// <inheritdoc/>
    public void Dispose()
    {
        _unanswered.Dispose();
        _asking.Dispose();
    }

    private async Task TakeAsync(LinkFrame frame, CancellationToken cancellationToken)
    {
        switch (frame.Kind)
        {
            case LinkMessageKind.Window:
                await _outlet.PublishAsync(LinkMessages.ReadWindow(frame), cancellationToken);
                await ConfirmAsync(cancellationToken);
                break;
            case LinkMessageKind.Health:
                await _outlet.PublishAsync(LinkMessages.ReadHealth(frame), cancellationToken);
                await ConfirmAsync(cancellationToken);
                break;
            case LinkMessageKind.Answer when Interlocked.Exchange(ref _answer, value: null) is { } answer:
                answer.SetResult(LinkMessages.ReadAnswer(frame));
                break;
            default:
                throw new LinkException($"A message of kind {frame.Kind} that nothing called for.");
        }
    }

    private Task ConfirmAsync(CancellationToken cancellationToken) =>
        _connection.WriteAsync(LinkMessageKind.Receipt, ReadOnlyMemory<byte>.Empty, cancellationToken);
}
