using EdgeMonitor.Messaging.Storage;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Messaging;

/// <summary>
/// Sends what waits in the outbox, one message after the other, so that their order holds whatever happens to the
/// connection. An acknowledgement that is late has the outbox written to its file.
/// </summary>
internal sealed partial class OutboxSender
{
    /// <summary>An acknowledgement that takes longer is late.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(5);

    private readonly MqttClient _client;
    private readonly Outbox _outbox;
    private readonly BacklogPace _pace;
    private readonly TimeProvider _clock;
    private readonly ILogger<OutboxSender> _logger;
    private volatile bool _isLate;

    public OutboxSender(MqttClient client, Outbox outbox, OutboxOptions options, TimeProvider clock, ILogger<OutboxSender> logger)
    {
        _client = client;
        _outbox = outbox;
        _pace = new BacklogPace(clock, options.MessagesPerSecond);
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Whether messages leave at the moment. While they do not, new windows belong into the file.</summary>
    public bool IsFlowing => _client.State == MqttConnectionState.Connected && !_isLate;

    /// <summary>Sends until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await _outbox.ReadEarlierAsync();
            while (true)
            {
                var next = await _outbox.Queue.NextAsync(stop);
                await _pace.WaitAsync(stop);
                await SendAsync(next, stop);
                await _outbox.TidyAsync();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The publisher stops.
        }
    }

    private async Task SendAsync(OutboxEntry entry, CancellationToken stop)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(stop, entry.Withdrawn);
        try
        {
            var sending = _client.PublishAsync(entry.Message, cancellation.Token);
            await KeepIfLateAsync(sending, cancellation.Token);
            await sending;
            _outbox.Queue.Remove(entry);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // A newer one took its place; the outbox has removed it.
        }
        catch (MqttException) when (stop.IsCancellationRequested)
        {
            // The client stops too; the message stays in the outbox.
        }
        catch (MqttException exception)
        {
            _outbox.Queue.Remove(entry, refused: true);
            LogRefused(exception.Message);
        }
        finally
        {
            _isLate = false;
        }
    }

    private async Task KeepIfLateAsync(Task sending, CancellationToken cancellationToken)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var late = Task.Delay(LateAfter, _clock, inTime.Token);
        if (await Task.WhenAny(sending, late) == late && !cancellationToken.IsCancellationRequested)
        {
            _isLate = true;
            await _outbox.KeepAsync();
        }

        await inTime.CancelAsync();
    }

    [LoggerMessage(121, LogLevel.Warning, "A message was refused and is dropped. {Problem}")]
    private partial void LogRefused(string problem);
}
