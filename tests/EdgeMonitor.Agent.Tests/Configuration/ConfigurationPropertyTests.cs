using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Agent.Tests.Configuration;

public sealed class ConfigurationPropertyTests
{
    private static readonly string[] Names =
    [
        "name", "mode", "port", "bytes", "share", "enabled", "limit", "comment", "speed", "letters", "arguments", "password",
        "inner", "depth", "names", "tls", "caFile", "x",
    ];

    private static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "-1", "1e999", "12345678901234567890", "0.5",
        "\"\"", "\"orientation\"", "\"\\ud800\"", "\"ü\"", "[]", "{}",
    ];

    [Fact]
    public void Read_AnyJson_NeverThrowsAndBindsOnlyWhatIsRight() =>
        Prop.ForAll(ObjectOf(4).ToArbitrary(), json =>
        {
            var sample = Sample.Read(json);
            return sample.Options.Port is >= 1 and <= 65535 && sample.Options.Share is >= 0 and <= 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_DamagedJson_NeverThrows() =>
        Prop.ForAll(ObjectOf(3).ToArbitrary(), ArbMap.Default.ArbFor<(int Position, byte Value)>(), (json, damage) =>
        {
            var bytes = Encoding.UTF8.GetBytes(json);
            bytes[(int)((uint)damage.Position % (uint)bytes.Length)] = damage.Value;
            Sample.Read(bytes);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_AnyVariables_NeverThrows()
    {
        var index = Gen.Choose(0, 12).Select(number => number.ToString(CultureInfo.InvariantCulture));
        var segment = Gen.OneOf(Gen.Elements(Names), index, Gen.Elements("", "1a"));
        var name = segment.NonEmptyListOf().Select(segments => "EDGEMONITOR__" + string.Join("__", segments));
        var variables = Gen.Zip(name, Gen.Elements(Scalars)).ListOf()
            .Select(list => list.DistinctBy(variable => variable.Item1, StringComparer.Ordinal).ToArray());

        Prop.ForAll(ObjectOf(2).ToArbitrary(), variables.ToArbitrary(), (json, environment) => Sample.Read(json, environment))
            .QuickCheckThrowOnFailure();
    }

    private static Gen<string> ValueOf(int size) => size < 2
        ? Gen.Elements(Scalars)
        : Gen.OneOf(
            Gen.Elements(Scalars),
            ObjectOf(size / 4),
            ValueOf(size / 4).ListOf().Select(items => $"[{string.Join(",", items)}]"));

    private static Gen<string> ObjectOf(int size) => Gen.Zip(Gen.Elements(Names), size < 1 ? Gen.Elements(Scalars) : ValueOf(size))
        .ListOf()
        .Select(members => $"{{{string.Join(",\n", members.Select(member => $"\"{member.Item1}\":{member.Item2}"))}}}");
}
