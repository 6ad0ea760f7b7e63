using EdgeMonitor.Dashboard.History;

namespace EdgeMonitor.Dashboard.Live;

/// <summary>One of many parts of a page that change each on its own.</summary>
/// <param name="Room">The room that it shows.</param>
/// <param name="Html">An element with an id of its own.</param>
/// <param name="Version">The board's version that it last changed in.</param>
public sealed record Card(RoomAddress Room, string Html, long Version);
