using System.Text.Json;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Link;

/// <summary>
/// One connection, seen from sense: sends a message, waits for its receipt, sends the next; meanwhile answers requests.
/// </summary>
internal sealed class SenseConversation
{
    private readonly LinkConnection _connection;
    private readonly LinkBacklog _backlog;
    private readonly RequestHandler<CameraRequest> _onCameraRequest;
    private readonly RequestHandler<LessonRequest> _onLessonRequest;
    private readonly TimeProvider _clock;
    private readonly RateLimit _sent;
    private readonly RateLimit _requests;
    private TaskCompletionSource? _receipt;

    /// <summary>Makes a conversation that has not begun.</summary>
    public SenseConversation(
        LinkConnection connection,
        LinkBacklog backlog,
        RequestHandler<CameraRequest> onCameraRequest,
        RequestHandler<LessonRequest> onLessonRequest,
        TimeProvider clock)
    {
        _connection = connection;
        _backlog = backlog;
        _onCameraRequest = onCameraRequest;
        _onLessonRequest = onLessonRequest;
        _clock = clock;
        _sent = new RateLimit(LinkLimits.SentAtOnce, LinkLimits.SentPerSecond, clock);
        _requests = new RateLimit(LinkLimits.RequestsAtOnce, LinkLimits.RequestsPerSecond, clock);
    }

    /// <summary>Talks until nothing more will come, the other side leaves or breaks a rule, or it is cancelled.</summary>
    /// <returns>Whether everything has been handed over and nothing more will come.</returns>
    /// <exception cref="MessageRefusedException">A message is refused for good and dropped; the next may be taken.</exception>
    /// <exception cref="LinkException">The other side broke a rule.</exception>
    /// <exception cref="IOException">The other side is gone.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = SendAsync(ending.Token);
        var listening = ListenAsync(ending.Token);
        var first = await Task.WhenAny(sending, listening);
        await ending.CancelAsync();
        await Task.WhenAll(sending, listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
        return first == sending;
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        while (await _backlog.NextAsync(cancellationToken) is { } message)
        {
            if (message.Payload.Length > LinkFrame.MaximumBytes)
            {
                _backlog.Drop();
                throw new MessageRefusedException(message.Kind, $"It is longer than {LinkFrame.MaximumBytes} bytes.");
            }

            await _sent.TakeAsync(cancellationToken);
            var receipt = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _receipt, receipt);
            await _connection.WriteAsync(message.Kind, message.Payload, cancellationToken);
            try
            {
                await receipt.Task.WaitAsync(LinkLimits.ReceiptPatience, _clock, cancellationToken);
            }
            catch (TimeoutException exception)
            {
                throw new LinkException($"A message was not confirmed within {LinkLimits.ReceiptPatience.TotalSeconds} seconds.", exception);
            }

            _backlog.Drop();
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (await _connection.ReadAsync(cancellationToken) is { } frame)
        {
            switch (frame)
            {
                case { Kind: LinkMessageKind.Receipt, Payload.IsEmpty: true } when Interlocked.Exchange(ref _receipt, value: null) is { } receipt:
                    receipt.SetResult();
                    break;
                case { Kind: LinkMessageKind.Refusal } when Interlocked.Exchange(ref _receipt, value: null) is not null:
                    // Here and not by the sender, who may hear first that the connection has ended.
                    var reason = LinkMessages.ReadRefusal(frame);
                    throw new MessageRefusedException(_backlog.Drop(), reason);
                case { Kind: LinkMessageKind.CameraRequest or LinkMessageKind.LessonRequest } when !_requests.TryTake():
                    throw new LinkException("Too many requests.");
                case { Kind: LinkMessageKind.CameraRequest }:
                    await AnswerAsync(await _onCameraRequest(LinkMessages.ReadCameraRequest(frame), cancellationToken), cancellationToken);
                    break;
                case { Kind: LinkMessageKind.LessonRequest }:
                    await AnswerAsync(await _onLessonRequest(LinkMessages.ReadLessonRequest(frame), cancellationToken), cancellationToken);
                    break;
                default:
                    throw new LinkException($"A message of kind {frame.Kind} that nothing called for.");
            }
        }
    }

    private Task AnswerAsync(CommandAnswer answer, CancellationToken cancellationToken) => _connection.WriteAsync(
        LinkMessageKind.Answer, JsonSerializer.SerializeToUtf8Bytes(answer, MessageJson.Default.CommandAnswer), cancellationToken);
}
