namespace EdgeMonitor.Messaging.Tests;

/// <summary>Waits that end as soon as they can and fail, with words, after a generous time.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static async Task UntilAsync(Func<bool> condition, Func<string> otherwise)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException(otherwise());
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    public static Task UntilConnectedAsync(MqttClient client) => UntilAsync(
        () => client.State == MqttConnectionState.Connected,
        () => $"Not connected: {client.LastProblem}");

    public static async Task<string> ForProblemAsync(MqttClient client)
    {
        await UntilAsync(() => client.LastProblem is not null, () => "There was no problem.");
        return client.LastProblem!;
    }

    public static Task WithPatience(this Task task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public static Task<T> WithPatience<T>(this Task<T> task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);
}
