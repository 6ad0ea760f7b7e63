namespace EdgeMonitor.Capture.Processes;

/// <summary>A program and its arguments, as the kernel takes them: no shell ever reads them.</summary>
/// <param name="Program">A name looked up in <c>PATH</c>, or a path.</param>
/// <param name="Arguments">The arguments, without the program's name.</param>
internal sealed record ChildCommand(string Program, IReadOnlyList<string> Arguments);
