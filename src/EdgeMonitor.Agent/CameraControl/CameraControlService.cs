using Microsoft.Extensions.Hosting;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>Lets people stop the camera for as long as the agent runs. When it has stopped, the camera is closed.</summary>
internal sealed class CameraControlService : BackgroundService
{
    private readonly CameraController _controller;

    /// <summary>Makes the service.</summary>
    public CameraControlService(CameraController controller) => _controller = controller;

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _controller.Look();
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _controller.RunAsync(stoppingToken);
}
