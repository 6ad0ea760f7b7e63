using System.Net.Sockets;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Agent.Link;

/// <summary>
/// Publish's end of the link: lets sense in, one connection at a time and only from the right user, and publishes what it says.
/// Whoever breaks a rule is disconnected and counted.
/// </summary>
internal sealed partial class PublishLink : BackgroundService
{
    private readonly LinkOptions _options;
    private readonly DeviceOutlet _outlet;
    private readonly TimeProvider _clock;
    private readonly ILogger<PublishLink> _logger;
    private LinkListener? _listener;
    private PublishConversation? _conversation;

    /// <summary>Makes the service; it listens when it starts.</summary>
    public PublishLink(LinkOptions options, DeviceOutlet outlet, TimeProvider clock, ILogger<PublishLink> logger)
    {
        _options = options;
        _outlet = outlet;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Asks sense to close or open the camera; an answer comes in any case.</summary>
    public Task<CommandAnswer> AskAsync(CameraRequest request, CancellationToken cancellationToken) =>
        AskAsync(conversation => conversation.AskAsync(request, cancellationToken));

    /// <summary>Tells sense that a lesson starts or ends; an answer comes in any case.</summary>
    public Task<CommandAnswer> AskAsync(LessonRequest request, CancellationToken cancellationToken) =>
        AskAsync(conversation => conversation.AskAsync(request, cancellationToken));

    /// <inheritdoc/>
    /// <exception cref="LinkException">The socket cannot be made.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _listener = LinkListener.Open(_options.Socket);
        LogListening(_options.Socket);
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        _listener?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var socket = await AcceptAsync(stoppingToken);
            try
            {
                await TalkAsync(socket, stoppingToken);
            }
            catch (LinkException exception)
            {
                _outlet.CountRefusal();
                LogRefused(exception.Message);
                await Task.Delay(LinkLimits.RetryAfter, _clock, stoppingToken);
            }
            catch (IOException exception)
            {
                LogBroken(exception.Message);
            }
        }
    }

    /// <summary>Waits for the next connection; meanwhile nobody shall take the last health report for news.</summary>
    private async Task<Socket> AcceptAsync(CancellationToken stoppingToken)
    {
        var accepting = _listener!.AcceptAsync(stoppingToken).AsTask();
        while (await Task.WhenAny(accepting, Task.Delay(LinkLimits.SilenceAfter, _clock, stoppingToken)) != accepting)
        {
            stoppingToken.ThrowIfCancellationRequested();
            await _outlet.PublishSilenceAsync(stoppingToken);
        }

        return await accepting;
    }

    private async Task<CommandAnswer> AskAsync(Func<PublishConversation, Task<CommandAnswer>> ask)
    {
        try
        {
            return Volatile.Read(ref _conversation) is { } conversation ? await ask(conversation) : NoAnswer();
        }
        catch (Exception exception) when (exception is TimeoutException or IOException or ObjectDisposedException)
        {
            return NoAnswer();
        }
    }

    private static CommandAnswer NoAnswer() =>
        CommandAnswer.Refuse("The process that has the camera, edgemonitor sense, does not answer.");

    private async Task TalkAsync(Socket socket, CancellationToken stoppingToken)
    {
        using var connection = new LinkConnection(socket);
        var peer = PeerCredentials.Of(socket);
        if (peer.UserId != LocalUsers.IdOf(_options.SenseUser))
        {
            throw new LinkException($"User {peer.UserId} connected (process {peer.ProcessId}), who is not link.senseUser.");
        }

        LogConnected(peer.ProcessId);
        using var conversation = new PublishConversation(connection, _outlet, _clock);
        Volatile.Write(ref _conversation, conversation);
        try
        {
            await conversation.RunAsync(stoppingToken);
            LogLeft();
        }
        finally
        {
            Volatile.Write(ref _conversation, null);
        }
    }

    [LoggerMessage(EventId = 5030, Level = LogLevel.Information, Message = "Waiting for edgemonitor sense at {Socket}")]
    private partial void LogListening(string socket);

    [LoggerMessage(EventId = 5031, Level = LogLevel.Information, Message = "edgemonitor sense has connected (process {ProcessId})")]
    private partial void LogConnected(int processId);

    [LoggerMessage(EventId = 5032, Level = LogLevel.Warning, Message = "edgemonitor sense has left; nothing new is published until it is back")]
    private partial void LogLeft();

    [LoggerMessage(EventId = 5033, Level = LogLevel.Warning, Message = "The connection to edgemonitor sense is closed, since it broke a rule. {Problem}")]
    private partial void LogRefused(string problem);

    [LoggerMessage(EventId = 5034, Level = LogLevel.Warning, Message = "The connection to edgemonitor sense broke. {Problem}")]
    private partial void LogBroken(string problem);
}
