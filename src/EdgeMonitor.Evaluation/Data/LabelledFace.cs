namespace EdgeMonitor.Evaluation.Data;

/// <summary>The labels of one face of FER-2013 with FER+.</summary>
/// <param name="Index">Its place: tile <c>Index mod 1024</c> of sheet <c>Index div 1024</c>.</param>
/// <param name="Fer2013">FER-2013's label, an index into the classes of the network's first head.</param>
/// <param name="FerPlus">
/// The emotion with most votes of FER+, an index into the classes of the second head, the first of those with equally many;
/// null when nobody voted for an emotion.
/// </param>
/// <param name="Agreed">
/// Whether more than half of the people agree on that emotion, by the rule of FER+'s authors (Barsoum et al. 2016, their
/// <c>majority</c> mode): what a single person voted for is left away; "unknown" and "not a face" count as what people said.
/// </param>
internal readonly record struct LabelledFace(int Index, int Fer2013, int? FerPlus, bool Agreed);
