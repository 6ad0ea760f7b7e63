namespace EdgeMonitor.Dashboard.History;

/// <summary>
/// Windows summed up by device, hour and mode: each figure times the milliseconds that it holds for, so that means of windows of
/// any length are right, and sums of sums too. Only windows with figures count towards the figures.
/// </summary>
internal static class HourSums
{
    /// <summary>The query up to its condition; the columns are those of <c>attention_hour</c>, in that order.</summary>
    public const string Select =
        """
        SELECT a.device_id, a.start_ms - a.start_ms % 3600000 AS hour_ms, a.mode,
            SUM(a.end_ms - a.start_ms) AS total_ms,
            SUM(CASE WHEN a.status = 'Ok' THEN a.end_ms - a.start_ms ELSE 0 END) AS ok_ms,
            COALESCE(SUM((a.end_ms - a.start_ms) * CAST(a.people AS DOUBLE PRECISION)), 0.0) AS people_ms,
            COALESCE(SUM((a.end_ms - a.start_ms) * a.visible), 0.0) AS visible_ms,
            COALESCE(SUM((a.end_ms - a.start_ms) * a.attentive), 0.0) AS attentive_ms,
            MIN(a.attentive) AS lowest, MAX(a.attentive) AS highest
        FROM attention a
        """;

    /// <summary>The query's end.</summary>
    public const string GroupBy = "GROUP BY a.device_id, a.start_ms - a.start_ms % 3600000, a.mode";

    /// <summary>Sums up all windows that start before <c>@before</c>, added to what is there.</summary>
    public const string RollUp =
        $"""
        INSERT INTO attention_hour (device_id, hour_ms, mode, total_ms, ok_ms, people_ms, visible_ms, attentive_ms, lowest, highest)
        {Select} WHERE a.start_ms < @before {GroupBy}
        ON CONFLICT (device_id, hour_ms, mode) DO UPDATE SET
            total_ms = attention_hour.total_ms + excluded.total_ms,
            ok_ms = attention_hour.ok_ms + excluded.ok_ms,
            people_ms = attention_hour.people_ms + excluded.people_ms,
            visible_ms = attention_hour.visible_ms + excluded.visible_ms,
            attentive_ms = attention_hour.attentive_ms + excluded.attentive_ms,
            lowest = CASE WHEN excluded.lowest < COALESCE(attention_hour.lowest, 2) THEN excluded.lowest
                ELSE attention_hour.lowest END,
            highest = CASE WHEN excluded.highest > COALESCE(attention_hour.highest, -1) THEN excluded.highest
                ELSE attention_hour.highest END
        """;
}
