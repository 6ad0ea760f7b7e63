using EdgeMonitor.Dashboard.Hosting;

return await DashboardCommand.Create(RunAsync).Parse(args).InvokeAsync();

static async Task<int> RunAsync(DashboardArguments arguments, CancellationToken cancellation)
{
    try
    {
        await using var app = DashboardApplication.Create(arguments);
        await app.StartAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }
    catch (ConfigurationException exception)
    {
        await Console.Error.WriteLineAsync($"edgemonitor-dashboard: the configuration has mistakes:{Environment.NewLine}{exception.Message}");
    }
    catch (IOException exception)
    {
        // Kestrel's own: it names the address that cannot be listened on.
        await Console.Error.WriteLineAsync($"edgemonitor-dashboard: {exception.Message}");
    }

    return 1;
}
