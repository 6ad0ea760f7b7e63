using EdgeMonitor.Messaging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Agent.Diagnosis;

/// <summary>The broker: reached, certificate accepted, logged in; by the client that the service uses, under another name.</summary>
internal static class BrokerCheck
{
    private const string Subject = "broker";
    private const string CredentialStore = "/etc/credstore/edgemonitor.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Connects and leaves again.</summary>
    public static async Task<Finding> ExamineAsync(MqttOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            // The service's own name would throw the service out.
            var visitor = WithStoredCredentials(options) with { ClientId = $"edgemonitor-doctor-{Environment.ProcessId}" };
            await using var client = new MqttClient(visitor, will: null, clock, NullLogger<MqttClient>.Instance);
            client.Start();
            var start = clock.GetTimestamp();
            while (client.State != MqttConnectionState.Connected && client.LastProblem is null && clock.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Look, clock, cancellationToken);
            }

            return client.State == MqttConnectionState.Connected
                ? Finding.Ok(Subject, $"{options} accepts this device")
                : Failure(client.LastProblem ?? $"{options} did not answer within {Patience.TotalSeconds} seconds.");
        }
        catch (Exception exception) when (exception is MqttException or DllNotFoundException)
        {
            return Failure(exception.Message);
        }
    }

    /// <summary>What systemd would hand to the service.</summary>
    private static MqttOptions WithStoredCredentials(MqttOptions options)
    {
        var user = $"{CredentialStore}mqtt.username";
        var password = $"{CredentialStore}mqtt.password";
        return options with
        {
            Username = options.Username ?? (File.Exists(user) ? File.ReadLines(user).FirstOrDefault() : null),
            PasswordFile = options.PasswordFile ?? (options.Password is null && File.Exists(password) ? password : null),
        };
    }

    private static Finding Failure(string problem) => Finding.Failure(
        Subject, problem, "Check the section mqtt; from this machine: mosquitto_sub -h HOST -t test -d. Windows wait in the outbox meanwhile");
}
