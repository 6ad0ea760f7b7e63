using EdgeMonitor.Dashboard.History;

namespace EdgeMonitor.Dashboard.Api;

/// <summary>A question about a room's past.</summary>
/// <param name="Room">The room.</param>
/// <param name="From">The first moment, inclusive.</param>
/// <param name="To">The last moment, exclusive.</param>
public sealed record RoomQuery(RoomAddress Room, DateTimeOffset From, DateTimeOffset To);
