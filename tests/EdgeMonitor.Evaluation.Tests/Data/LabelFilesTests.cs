using EdgeMonitor.Evaluation.Data;

namespace EdgeMonitor.Evaluation.Tests.Data;

/// <summary>What a person is told about labels that are wrong.</summary>
public sealed class LabelFilesTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void FaceLabels_NoFile_SaysWhatItHasToHold() =>
        AssertMistake(() => FaceLabels.Read(_data.Path, "private"), _data.Locate("labels.csv"), "index, split, fer2013, neutral");

    [Fact]
    public void FaceLabels_MissingColumns_AreNamed()
    {
        File.WriteAllText(_data.Locate("labels.csv"), "index,split,neutral,happiness,surprise,sadness,anger,disgust,fear\n");

        AssertMistake(() => FaceLabels.Read(_data.Path, "private"), "labels.csv:1: without the columns fer2013, contempt, unknown, not_a_face;");
    }

    [Fact]
    public void FaceLabels_SeveralMistakes_AreAllToldWithTheirLines()
    {
        _data.WriteLabels(
            "0,private,joy,10,0,0,0,0,0,0,0,0,0",
            "one,private,sad,10,0,0,0,0,0,0,0,0,0",
            "2,private,sad,10,0,-1,0,0,0,0,many,0,0");

        AssertMistake(
            () => FaceLabels.Read(_data.Path, "private"),
            "labels.csv:2: fer2013 is \"joy\"; it has to be one of angry, disgust, fear, happy, sad, surprise, neutral",
            "labels.csv:3: index is \"one\"; it has to be a whole number of at least 0",
            "labels.csv:4: surprise is \"-1\"; it has to be a number of at least 0",
            "labels.csv:4: contempt is \"many\"");
    }

    [Fact]
    public void FaceLabels_MistakesInAnotherSplit_DoNotMatter()
    {
        _data.WriteLabels("0,private,sad,10,0,0,0,0,0,0,0,0,0", "0,train,joy,10,0,0,0,0,0,0,0,0,0");

        Assert.Equal(new LabelledFace(0, 4, 0, Agreed: true), Assert.Single(FaceLabels.Read(_data.Path, "private")));
    }

    [Fact]
    public void FaceLabels_LineOfAnotherLength_IsNamed()
    {
        _data.WriteLabels("0,private,sad,10,0,0,0,0,0,0,0,0,0", "1,private,sad");

        AssertMistake(() => FaceLabels.Read(_data.Path, "private"), "labels.csv:3: 3 fields, but the first line names 13 columns");
    }

    [Fact]
    public void Mistakes_InEveryLine_ShowsTheFirstTwentyAndCountsTheRest()
    {
        _data.WriteLabels([.. Enumerable.Range(0, 30).Select(i => $"{i},private,joy,10,0,0,0,0,0,0,0,0,0")]);

        var problem = AssertMistake(() => FaceLabels.Read(_data.Path, "private"), "… and 10 more");

        Assert.Equal(30, problem.Mistakes.Count);
        Assert.Equal(21, problem.Message.Split('\n').Length);
    }

    [Fact]
    public void FaceBoxes_SeveralMistakes_AreAllToldWithTheirLines()
    {
        _data.WriteBoxes("a.jpg,dev,640,480,1,1,20,20", "a.jpg,dev,640,481,1,1,20,20", "a.jpg,dev,640,480,20,1,20,9", "a.jpg,dev,640,480,x,1,20,9");

        AssertMistake(
            () => FaceBoxes.Read(_data.Path, "dev"),
            "boxes.csv:2: there is no picture " + _data.Locate("images/a.jpg"),
            "boxes.csv:3: the picture is 640x481 pixels here and 640x480 in line 2",
            "boxes.csv:4: the box is empty",
            "boxes.csv:5: xmin is \"x\"; it has to be a number");
    }

    [Fact]
    public void FaceBoxes_QuotedNameWithAComma_IsOneField()
    {
        Directory.CreateDirectory(_data.Locate("images"));
        File.WriteAllText(_data.Locate("images/a, \"b\".jpg"), "");
        _data.WriteBoxes("\"a, \"\"b\"\".jpg\",dev,640,480,1,1,20,20");

        var picture = Assert.Single(FaceBoxes.Read(_data.Path, "dev"));

        Assert.Equal(_data.Locate("images/a, \"b\".jpg"), picture.Path);
        Assert.Equal(_data.Locate("boxes.csv") + ":2", picture.Source);
    }

    private static DataMistakeException AssertMistake(Func<object> read, params string[] parts)
    {
        var problem = Assert.Throws<DataMistakeException>(read);
        Assert.All(parts, part => Assert.Contains(part, problem.Message, StringComparison.Ordinal));
        return problem;
    }
}
