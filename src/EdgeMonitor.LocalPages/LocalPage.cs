namespace EdgeMonitor.LocalPages;

/// <summary>What stands still on a page.</summary>
/// <param name="Title">The page's name.</param>
/// <param name="Introduction">What is to be seen, above the moving part.</param>
/// <param name="Explanation">What needs more words, below it.</param>
/// <param name="Style">CSS in addition to what all local pages share.</param>
public sealed record LocalPage(string Title, Markup Introduction, Markup Explanation, string Style);
