using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Hosting;

/// <summary>Waits for what a device says.</summary>
internal static class ObserverExtensions
{
    /// <summary>The next message on a topic that fulfils a condition; all before it are passed over.</summary>
    public static async Task<T> NextAsync<T>(
        this MosquittoObserver observer, JsonTypeInfo<T> type, string topic, Predicate<T> condition)
        where T : class
    {
        while (true)
        {
            var message = await observer.NextAsync();
            if (string.Equals(message.Topic, topic, StringComparison.Ordinal)
                && JsonSerializer.Deserialize(message.Payload, type) is { } content
                && condition(content))
            {
                return content;
            }
        }
    }
}
