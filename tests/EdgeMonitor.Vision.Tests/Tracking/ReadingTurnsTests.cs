using EdgeMonitor.Vision.Expression;
using EdgeMonitor.Vision.Tracking;

namespace EdgeMonitor.Vision.Tests.Tracking;

public sealed class ReadingTurnsTests
{
    private static readonly ExpressionReading Happy = new(0, 0, 0, 1, 0, 0, 0);
    private readonly ReadingTurns _turns = new();

    [Fact]
    public void Add_NewFaces_AreAllDue()
    {
        Assert.Equal([0, 1, 2, 3], Frame([-1, -1, -1, -1]));
    }

    [Fact]
    public void Add_KnownFaces_TakeTurnsAtBeingRead()
    {
        int[] everybody = [.. Enumerable.Range(0, 30)];
        Frame([.. everybody.Select(_ => -1)]);

        var read = new List<int>();
        for (var frame = 0; frame < ReadingTurns.Frames; frame++)
        {
            var due = Frame(everybody);
            Assert.Equal(everybody.Length / ReadingTurns.Frames, due.Length);
            read.AddRange(due);
        }

        Assert.Equal(everybody, read.Order());
    }

    [Fact]
    public void Add_KnownFaceInAnotherPlace_KeepsItsReading()
    {
        // The second of three new faces has a reading that serves once more.
        Frame([-1, -1, -1]);

        _turns.Begin();

        Assert.Equal(Happy, _turns.Add(1));
    }

    [Fact]
    public void Add_FaceThatWasLost_IsNewAgain()
    {
        Frame([-1, -1, -1]);
        Frame([]);

        Assert.Equal([0, 1, 2], Frame([-1, -1, -1]));
    }

    private int[] Frame(int[] known)
    {
        _turns.Begin();
        foreach (var face in known)
        {
            _turns.Add(face);
        }

        var due = _turns.Due.ToArray();
        foreach (var position in due)
        {
            _turns.Note(position, Happy);
        }

        return due;
    }
}
