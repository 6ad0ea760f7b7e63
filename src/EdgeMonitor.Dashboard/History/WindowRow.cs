using System.Data.Common;
using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.Storage;

namespace EdgeMonitor.Dashboard.History;

/// <summary>A window as a row of the table <c>attention</c>.</summary>
internal static class WindowRow
{
    /// <summary>The columns that <see cref="Read"/> reads, of the table under the name <c>a</c>.</summary>
    public const string Columns =
        "a.sequence, a.start_ms, a.end_ms, a.mode, a.status, a.people, a.visible, a.attentive, a.expressions, a.coverage, "
        + "a.minimum_group, a.people_step, a.share_step, a.detector, a.expression_network, a.closed_by";

    private const string Insert =
        """
        INSERT INTO attention (device_id, revision, sequence, start_ms, end_ms, mode, status, people, visible, attentive,
            expressions, coverage, minimum_group, people_step, share_step, detector, expression_network,
            closed_by)
        VALUES (@device, @revision, @sequence, @start, @end, @mode, @status, @people, @visible, @attentive,
            @expressions, @coverage, @group, @peopleStep, @shareStep, @detector, @network, @closedBy)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Adds a window; false when one of this device and sequence is there already.</summary>
    public static async Task<bool> InsertAsync(
        DbConnection connection, long device, long revision, RoomAggregate window, CancellationToken cancellation) =>
        await connection.ExecuteAsync(
            Insert,
            cancellation,
            ("device", device),
            ("revision", revision),
            ("sequence", window.Sequence),
            ("start", window.WindowStart.ToMs()),
            ("end", window.WindowEnd.ToMs()),
            ("mode", window.Mode.ToString()),
            ("status", window.Status.ToString()),
            ("people", window.People),
            ("visible", window.VisibleShare),
            ("attentive", window.AttentiveShare),
            ("expressions", Expressions(window)),
            ("coverage", window.Coverage),
            ("group", window.MinimumGroup),
            ("peopleStep", window.Rounding.People),
            ("shareStep", window.Rounding.Share),
            ("detector", window.Models.Detector),
            ("network", window.Models.Expression),
            ("closedBy", window.ClosedBy is { } causes ? string.Join(' ', causes) : null)) == 1;

    /// <summary>Reads a row whose columns begin at <paramref name="first"/>.</summary>
    public static RoomAggregate Read(DbDataReader row, int first) => new()
    {
        Sequence = row.GetInt64(first),
        WindowStart = row.Time(first + 1),
        WindowEnd = row.Time(first + 2),
        Mode = row.Word<AttentionMode>(first + 3),
        Status = row.Word<WindowStatus>(first + 4),
        People = row.WholeOrNull(first + 5),
        VisibleShare = row.NumberOrNull(first + 6),
        AttentiveShare = row.NumberOrNull(first + 7),
        Expressions = row.TextOrNull(first + 8) is { } json
            ? JsonSerializer.Deserialize(json, MessageJson.Default.ExpressionShares)
            : null,
        Coverage = row.GetDouble(first + 9),
        MinimumGroup = row.GetInt32(first + 10),
        Rounding = new RoundingRule(row.GetInt32(first + 11), row.GetDouble(first + 12)),
        Models = new ModelVersions(row.GetString(first + 13), row.TextOrNull(first + 14)),
        ClosedBy = row.TextOrNull(first + 15) is { } causes ? [.. causes.Split(' ').Select(Enum.Parse<ClosingCause>)] : null,
    };

    private static string? Expressions(RoomAggregate window) => window.Expressions is { } shares
        ? JsonSerializer.Serialize(shares, MessageJson.Default.ExpressionShares)
        : null;
}
