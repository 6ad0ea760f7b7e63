using System.Text;
using System.Text.Json;
using EdgeMonitor.Agent.Link;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Agent.Tests.Link;

/// <summary>Payloads that are right, wrong or broken: a message that is taken is one that follows the contract, anything else is refused.</summary>
public sealed class LinkMessagesTests
{
    private static readonly string Corpus = Repository.Locate("tests", "EdgeMonitor.Agent.Tests", "Link", "Corpus");

    public static TheoryData<string> Taken => FilesIn("taken");

    public static TheoryData<string> Refused => FilesIn("refused");

    [Theory]
    [MemberData(nameof(Taken))]
    public void Read_TakenOfTheCorpus_IsWrittenBackTheSame(string file)
    {
        var payload = File.ReadAllBytes(Path.Combine(Corpus, "taken", file));
        var read = Read(KindOf(file), payload);

        Assert.Equal(Encoding.UTF8.GetString(payload).TrimEnd(), Written(read));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Read_RefusedOfTheCorpus_IsRefusedWithoutAWordOfIt(string file)
    {
        var payload = File.ReadAllBytes(Path.Combine(Corpus, "refused", file));

        var refusal = Assert.Throws<LinkException>(() => Read(KindOf(file), payload));
        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Bytes of right messages changed, removed, doubled and swapped.</summary>
    [Fact]
    public void Read_DamagedMessages_AreRefusedOrFollowTheContract() => Prop.ForAll(
        Gen.Elements(Taken.Select(row => row.Data).ToArray()).ToArbitrary(),
        (from place in Gen.Choose(0, 5000)
         from length in Gen.Choose(0, 12)
         from bytes in Gen.OneOf(Gen.Choose(0, 255), Gen.Choose(32, 126), Gen.Elements<int>([.. "\"{}[]:,-.0e9null"])).ArrayOf()
         select (place, length, bytes)).ListOf().Where(changes => changes.Count is > 0 and < 6).ToArbitrary(),
        (file, changes) =>
        {
            var payload = File.ReadAllBytes(Path.Combine(Corpus, "taken", file)).ToList();
            foreach (var (place, length, bytes) in changes)
            {
                var at = payload.Count == 0 ? 0 : place % payload.Count;
                payload.RemoveRange(at, Math.Min(length, payload.Count - at));
                payload.InsertRange(at, bytes.Select(value => (byte)value));
            }

            AssertTakenOrRefused(KindOf(file), [.. payload]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Read_AnyBytes_AreRefused() => Prop.ForAll(
        Gen.Elements(Enum.GetValues<LinkMessageKind>()).Where(kind => kind is not (LinkMessageKind.Receipt or LinkMessageKind.Refusal)).ToArbitrary(),
        Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf().ToArbitrary(),
        (kind, payload) => AssertTakenOrRefused(kind, payload)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Refusal_OfAnyReason_CanBeReadAndIsShortAndPrintable() => Prop.ForAll(
        Gen.Choose(0, 0xffff).Select(value => (char)value).ArrayOf().Where(reason => reason.Length > 0).ToArbitrary(),
        reason =>
        {
            var written = LinkMessages.WriteRefusal(new string(reason));
            var read = LinkMessages.ReadRefusal(new LinkFrame(LinkMessageKind.Refusal, written));
            Assert.Equal(Math.Min(reason.Length, LinkLimits.LongestRefusal), read.Length);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Read_AnyBytesAsARefusal_AreRefusedOrPrintable() => Prop.ForAll(
        Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf().ToArbitrary(),
        payload =>
        {
            try
            {
                Assert.DoesNotContain(LinkMessages.ReadRefusal(new LinkFrame(LinkMessageKind.Refusal, payload)), char.IsControl);
            }
            catch (LinkException)
            {
                // As it should be.
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Read_DeepestJson_IsRefused()
    {
        var deep = Encoding.UTF8.GetBytes(new string('[', LinkFrame.MaximumBytes));

        Assert.Throws<LinkException>(() => Read(LinkMessageKind.Window, deep));
    }

    private static TheoryData<string> FilesIn(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Corpus, folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>The kind stands first in the file's name: <c>window.suppressed.json</c>.</summary>
    private static LinkMessageKind KindOf(string file) => Enum.Parse<LinkMessageKind>(file.Split('.')[0], ignoreCase: true);

    private static void AssertTakenOrRefused(LinkMessageKind kind, byte[] payload)
    {
        try
        {
            var problem = Read(kind, payload) switch
            {
                RoomAggregate window => ContractRules.FindProblem(window),
                DeviceHealth health => ContractRules.FindProblem(health),
                CommandAnswer answer => ContractRules.FindProblem(answer),
                CameraRequest request => ContractRules.FindProblem(request),
                LessonRelease release => ContractRules.FindProblem(release),
                LessonRequest request => ContractRules.FindProblem(request),
                _ => "nothing that is known",
            };
            Assert.Null(problem);
        }
        catch (LinkException)
        {
            // As it should be.
        }
    }

    private static object Read(LinkMessageKind kind, byte[] payload)
    {
        var frame = new LinkFrame(kind, payload);
        return kind switch
        {
            LinkMessageKind.Window => LinkMessages.ReadWindow(frame),
            LinkMessageKind.Health => LinkMessages.ReadHealth(frame),
            LinkMessageKind.Lesson => LinkMessages.ReadLesson(frame),
            LinkMessageKind.Answer => LinkMessages.ReadAnswer(frame),
            LinkMessageKind.LessonRequest => LinkMessages.ReadLessonRequest(frame),
            _ => LinkMessages.ReadCameraRequest(frame),
        };
    }

    private static string Written(object message) =>
        JsonSerializer.Serialize(message, MessageJson.Default.GetTypeInfo(message.GetType())!);
}
