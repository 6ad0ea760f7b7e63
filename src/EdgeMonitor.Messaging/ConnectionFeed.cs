namespace EdgeMonitor.Messaging;

/// <summary>Hands a connection what waits for it: subscriptions first, so that answers to what is published are not missed.</summary>
internal static class ConnectionFeed
{
    /// <summary>Hands over as much as the connection takes. On the connection's thread.</summary>
    public static void HandOver(MqttConnection connection, SubscriptionSet subscriptions, PublishQueue outgoing)
    {
        if (HandOver(connection, subscriptions))
        {
            HandOver(connection, outgoing);
        }
    }

    /// <returns>False when the connection is broken.</returns>
    private static bool HandOver(MqttConnection connection, SubscriptionSet subscriptions)
    {
        while (subscriptions.TakeNext() is { } subscription)
        {
            try
            {
                if (!connection.TrySubscribe(subscription.Filter, subscription.Qos, out var messageId))
                {
                    return false;
                }

                subscriptions.HandedOver(subscription, messageId);
            }
            catch (MqttException exception)
            {
                subscriptions.Refuse(subscription, exception);
            }
        }

        return true;
    }

    private static void HandOver(MqttConnection connection, PublishQueue outgoing)
    {
        while (outgoing.TakeNext() is { } item)
        {
            try
            {
                if (!connection.TryPublish(item.Message, out var messageId))
                {
                    outgoing.Return(item);
                    return;
                }

                outgoing.HandedOver(item, messageId);
            }
            catch (MqttException exception)
            {
                item.Completion.TrySetException(exception);
            }
        }
    }
}
