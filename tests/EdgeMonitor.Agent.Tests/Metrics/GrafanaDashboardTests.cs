using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeMonitor.Agent.Metrics;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Metrics;

/// <summary>The dashboard in <c>deploy/grafana</c> asks only for what devices export.</summary>
public sealed partial class GrafanaDashboardTests
{
    private static readonly JsonNode Dashboard =
        JsonNode.Parse(File.ReadAllText(Repository.Locate("deploy", "grafana", "dashboard.json")))!;

    private static IEnumerable<JsonNode> Panels => Dashboard["panels"]!.AsArray().Select(panel => panel!);

    private static IEnumerable<string> Queries => Panels
        .SelectMany(panel => panel["targets"]?.AsArray() ?? [])
        .Select(target => target!["expr"]!.GetValue<string>())
        .Concat(Dashboard["templating"]!["list"]!.AsArray().Select(variable => variable!["query"]?.ToString() ?? ""));

    [Fact]
    public void Queries_NameOnlyMetricsAndLabelsOfTheTable()
    {
        var known = MetricList.All.Select(PrometheusName.Of)
            .Concat(MetricList.All.Select(metric => metric.Attribute).OfType<string>().Select(PrometheusName.OfLabel))
            .ToHashSet(StringComparer.Ordinal);

        var used = Queries.SelectMany(query => Names().Matches(query)).Select(match => match.Value).Distinct().ToList();

        Assert.Empty(used.Except(known, StringComparer.Ordinal));
    }

    [Fact]
    public void Queries_ShowEveryMetricOfTheTable()
    {
        var queries = string.Join('\n', Queries);

        Assert.All(MetricList.All, metric => Assert.Contains(PrometheusName.Of(metric), queries, StringComparison.Ordinal));
    }

    [Fact]
    public void Queries_OfCounters_AskForTheirRise()
    {
        var counters = MetricList.All.Where(metric => metric.Kind is MetricKind.Counter).Select(PrometheusName.Of).ToList();

        Assert.All(
            Queries.Where(query => counters.Exists(name => query.Contains(name, StringComparison.Ordinal))),
            query => Assert.Matches("increase\\(|rate\\(", query));
    }

    [Fact]
    public void Panels_HaveATitleADescriptionAndAPlaceOfTheirOwn()
    {
        Assert.All(Panels, panel => Assert.NotEmpty(panel["title"]!.GetValue<string>()));
        Assert.All(Panels.Where(panel => panel["type"]!.GetValue<string>() is not "row"), panel => Assert.NotEmpty(panel["description"]!.GetValue<string>()));
        var cells = Panels.SelectMany(CellsOf).ToList();
        Assert.Equal(cells.Distinct().Count(), cells.Count);
        Assert.All(cells, cell => Assert.InRange(cell.X, 0, 23));
        Assert.Equal(Panels.Select(panel => panel["id"]!.GetValue<int>()).Distinct().Count(), Panels.Count());
    }

    /// <summary>Whoever imports it chooses their own data source.</summary>
    [Fact]
    public void DataSource_OfEveryPanel_IsTheVariable() => Assert.All(
        Panels.Where(panel => panel["type"]!.GetValue<string>() is not "row"),
        panel => Assert.Equal("${datasource}", panel["datasource"]!["uid"]!.GetValue<string>()));

    private static IEnumerable<(int X, int Y)> CellsOf(JsonNode panel)
    {
        var place = panel["gridPos"]!;
        var (x, y) = (place["x"]!.GetValue<int>(), place["y"]!.GetValue<int>());
        return from column in Enumerable.Range(x, place["w"]!.GetValue<int>())
               from row in Enumerable.Range(y, place["h"]!.GetValue<int>())
               select (column, row);
    }

    [GeneratedRegex("edgemonitor_[a-z_]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}
