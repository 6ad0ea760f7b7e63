using System.Net.Sockets;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Agent.Link;

/// <summary>
/// Sense's end of the link: connects to publish, again and again until it is there, and hands over what <see cref="Outbound"/>
/// holds. The camera's loop never waits for it.
/// </summary>
internal sealed partial class SenseLink : BackgroundService
{
    private readonly LinkOptions _options;
    private readonly Outbound _outbound;
    private readonly LinkBacklog _backlog;
    private readonly RequestHandler<CameraRequest> _onCameraRequest;
    private readonly RequestHandler<LessonRequest> _onLessonRequest;
    private readonly TimeProvider _clock;
    private readonly ILogger<SenseLink> _logger;
    private string? _problem;
    private volatile bool _isConnected;

    /// <summary>Makes the service; it connects when it starts.</summary>
    public SenseLink(
        LinkOptions options,
        Outbound outbound,
        RequestHandler<CameraRequest> onCameraRequest,
        RequestHandler<LessonRequest> onLessonRequest,
        TimeProvider clock,
        ILogger<SenseLink> logger)
    {
        _options = options;
        _outbound = outbound;
        _backlog = new LinkBacklog(outbound);
        _onCameraRequest = onCameraRequest;
        _onLessonRequest = onLessonRequest;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Whether publish is there.</summary>
    public bool IsConnected => _isConnected;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _outbound.Complete();
        await (ExecuteTask ?? Task.CompletedTask)
            .WaitAsync(LinkLimits.StopPatience, _clock, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
        if (_backlog.Waiting > 0)
        {
            LogLeftBehind(_backlog.Waiting);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await ConnectAndTalkAsync(stoppingToken))
        {
            await Task.Delay(LinkLimits.RetryAfter, _clock, stoppingToken);
        }
    }

    /// <returns>Whether everything has been handed over and nothing more will come.</returns>
    private async Task<bool> ConnectAndTalkAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var connection = await ConnectAsync(stoppingToken);
            _problem = null;
            _isConnected = true;
            LogConnected(_options.Socket);
            var conversation = new SenseConversation(connection, _backlog, _onCameraRequest, _onLessonRequest, _clock);
            if (await conversation.RunAsync(stoppingToken))
            {
                return true;
            }

            Report("publish has ended the connection");
        }
        catch (MessageRefusedException refusal)
        {
            _outbound.CountRefusal();
            LogRefused(refusal.Kind, refusal.Message);
        }
        catch (Exception exception) when (exception is LinkException or SocketException or IOException)
        {
            Report(exception.Message);
        }
        finally
        {
            _isConnected = false;
        }

        return false;
    }

    private async Task<LinkConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_options.Socket), cancellationToken);
            var peer = PeerCredentials.Of(socket);
            return peer.UserId == LocalUsers.IdOf(_options.PublishUser)
                ? new LinkConnection(socket)
                : throw new LinkException($"user {peer.UserId} listens there, who is not link.publishUser");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Once per problem, not once a second.</summary>
    private void Report(string problem)
    {
        if (!problem.Equals(_problem, StringComparison.Ordinal))
        {
            _problem = problem;
            LogNotConnected(_options.Socket, problem);
        }
    }

    [LoggerMessage(EventId = 5020, Level = LogLevel.Information, Message = "Connected to edgemonitor publish at {Socket}")]
    private partial void LogConnected(string socket);

    [LoggerMessage(
        EventId = 5021,
        Level = LogLevel.Warning,
        Message = "No connection to edgemonitor publish at {Socket}: {Problem}. Windows wait, the newest 64 at most; trying on")]
    private partial void LogNotConnected(string socket, string problem);

    [LoggerMessage(
        EventId = 5023, Level = LogLevel.Error, Message = "edgemonitor publish refused a {Kind} message, which is dropped: {Reason}")]
    private partial void LogRefused(LinkMessageKind? kind, string reason);

    [LoggerMessage(
        EventId = 5022, Level = LogLevel.Warning, Message = "{Count} messages could not be handed to edgemonitor publish before the stop and are lost")]
    private partial void LogLeftBehind(int count);
}
