using System.Data.Common;
using System.Security.Cryptography;
using EdgeMonitor.Dashboard.Hosting;

return await DashboardCommand.Create(RunAsync).Parse(args).InvokeAsync();

static async Task<int> RunAsync(DashboardArguments arguments, CancellationToken cancellation)
{
    try
    {
        await using var app = DashboardApplication.Create(arguments);
        await StartAsync(app, cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }
    catch (ConfigurationException exception)
    {
        await Console.Error.WriteLineAsync($"edgemonitor-dashboard cannot start:{Environment.NewLine}{exception.Message}");
        return 1;
    }
}

static async Task StartAsync(WebApplication app, CancellationToken cancellation)
{
    try
    {
        await app.StartAsync(cancellation);
    }
    catch (Exception exception) when (exception is IOException or InvalidOperationException or DllNotFoundException or DbException
        or CryptographicException)
    {
        // An address in use, HTTPS without a certificate, no libmosquitto, a damaged database: their messages say what to do.
        throw new ConfigurationException(exception.Message, exception);
    }
}
