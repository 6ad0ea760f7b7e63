using EdgeMonitor.Dashboard.History;

namespace EdgeMonitor.Dashboard.Live;

/// <summary>What a card is rendered from.</summary>
/// <param name="Id">The same for the same card over time.</param>
/// <param name="Room">The room that it shows.</param>
/// <param name="State">Equal as long as the card need not change.</param>
/// <param name="Parameters">The parameters of its component.</param>
public sealed record CardSource(string Id, RoomAddress Room, object State, IDictionary<string, object?> Parameters);
