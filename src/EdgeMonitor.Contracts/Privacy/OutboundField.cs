namespace EdgeMonitor.Contracts.Privacy;

/// <summary>A field that may leave the device.</summary>
/// <param name="Message">The message that it is in.</param>
/// <param name="Name">Its name in JSON; <c>a.b</c> is b within a, <c>[]</c> every item of a list, <c>*</c> any name.</param>
/// <param name="About">Whom or what it is about.</param>
/// <param name="Meaning">What it says, in words for a person.</param>
public sealed record OutboundField(string Message, string Name, FieldSubject About, string Meaning);
