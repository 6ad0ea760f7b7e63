using System.Text.Json;
using EdgeMonitor.Contracts;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>
/// Carries out requests from afar and remembers the last one. In doubt the camera is closed: a file that cannot be read closes
/// it until somebody decides anew, and a request to open counts only once it has been kept.
/// </summary>
internal sealed partial class RequestKeeper : IDisposable
{
    private static readonly Closing Closed = new(ClosingCause.Command, "It was asked to close and has not been asked to open since.");

    private readonly CameraGate _gate;
    private readonly RequestFile? _file;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Makes a keeper that has not read anything yet.</summary>
    /// <param name="gate">Hears of every request.</param>
    /// <param name="file">Where the last one is kept; null for memory only.</param>
    /// <param name="logger">Told of requests and of what keeps them from being kept.</param>
    public RequestKeeper(CameraGate gate, RequestFile? file, ILogger logger)
    {
        _gate = gate;
        _file = file;
        _logger = logger;
    }

    /// <summary>Reads the last request and tells the gate.</summary>
    public void Load()
    {
        if (_file is null)
        {
            LogInMemoryOnly();
        }

        _gate.Set(GateSource.Request, ReadClosing());
    }

    /// <summary>Carries out a request.</summary>
    /// <returns>The answer: an error says what did not take, and what holds now.</returns>
    public async Task<CommandAnswer> ApplyAsync(CameraRequest request, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            LogRequested(request.Action);
            return ContractRules.FindProblem(request) is { } problem ? Refuse($"The request cannot be carried out: {problem}.")
                : request.Action is CameraAction.Close ? Close(request)
                : Open(request);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static CommandAnswer Refuse(string error) => CommandAnswer.Refuse(ShortText.Of(error));

    private CommandAnswer Close(CameraRequest request)
    {
        // First closed, then kept: a slow disk must not let the camera go on.
        _gate.Set(GateSource.Request, Closed);
        return Keep(request) is { } problem
            ? Refuse($"The camera is closed, but a restart may open it again, since the request could not be kept: {problem}")
            : CommandAnswer.Accept();
    }

    private CommandAnswer Open(CameraRequest request)
    {
        if (Keep(request) is { } problem)
        {
            return Refuse($"Nothing has changed, since the request could not be kept: {problem}");
        }

        _gate.Set(GateSource.Request, closing: null);
        return CommandAnswer.Accept();
    }

    private string? Keep(CameraRequest request)
    {
        try
        {
            _file?.Write(request);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotKept(exception.Message);
            return exception.Message;
        }
    }

    private Closing? ReadClosing()
    {
        try
        {
            return _file?.Read() is { Action: CameraAction.Close } ? Closed : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            var problem = $"The stored request {_file!.Path} cannot be read ({exception.Message.TrimEnd('.')}): send a request to open or close.";
            LogUnreadable(problem);
            return new Closing(ClosingCause.Fault, problem);
        }
    }

    [LoggerMessage(5110, LogLevel.Information, "Asked to {Action} the camera")]
    private partial void LogRequested(CameraAction action);

    [LoggerMessage(5111, LogLevel.Error, "The request could not be kept: {Problem}")]
    private partial void LogNotKept(string problem);

    [LoggerMessage(5112, LogLevel.Error, "The camera stays closed. {Problem}")]
    private partial void LogUnreadable(string problem);

    [LoggerMessage(5113, LogLevel.Warning,
        "A request to close the camera will not survive a restart: cameraControl.stateDirectory is not set, and systemd gives no folder")]
    private partial void LogInMemoryOnly();
}
