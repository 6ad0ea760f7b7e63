namespace EdgeMonitor.Dashboard.Storage;

/// <summary>
/// The steps that make the database what this version needs, in order. A step that has been released is never changed: a new
/// one is added at the end. Times are milliseconds since 1970 in UTC (<c>_ms</c>), words are the enumerations' names.
/// </summary>
internal static class Migrations
{
    // What a device says that it collects, and why a camera was closed.
    private const string ReportsAndCauses =
        """
        ALTER TABLE device ADD COLUMN privacy TEXT;
        ALTER TABLE attention ADD COLUMN closed_by TEXT;
        """;

    // Who signs in through a provider: its issuer and who it says that they are.
    private const string ProviderAccounts =
        """
        ALTER TABLE account ADD COLUMN subject TEXT;
        CREATE UNIQUE INDEX account_by_subject ON account (subject);
        """;

    // What devices release of whole lessons, in place of numbers per window.
    private const string LessonReleases =
        """
        CREATE TABLE lesson_release (
            device_id BIGINT NOT NULL REFERENCES device (id) ON DELETE CASCADE,
            start_ms BIGINT NOT NULL,
            end_ms BIGINT NOT NULL,
            content TEXT NOT NULL,
            PRIMARY KEY (device_id, start_ms)
        );
        CREATE INDEX lesson_release_by_age ON lesson_release (start_ms);
        """;

    /// <summary>The steps for a database that speaks <paramref name="dialect"/>.</summary>
    public static IReadOnlyList<string> For(SqlDialect dialect) =>
        [First(dialect.Identity), ReportsAndCauses, ProviderAccounts, LessonReleases];

    private static string First(string identity) =>
        $"""
        CREATE TABLE device (
            id {identity},
            site TEXT NOT NULL,
            room TEXT NOT NULL,
            name TEXT NOT NULL,
            revision BIGINT NOT NULL DEFAULT 0,
            availability TEXT NOT NULL DEFAULT 'Unknown',
            seen_ms BIGINT,
            health TEXT,
            UNIQUE (site, room, name)
        );
        CREATE TABLE attention (
            device_id BIGINT NOT NULL REFERENCES device (id) ON DELETE CASCADE,
            sequence BIGINT NOT NULL,
            revision BIGINT NOT NULL,
            start_ms BIGINT NOT NULL,
            end_ms BIGINT NOT NULL,
            mode TEXT NOT NULL,
            status TEXT NOT NULL,
            people INTEGER,
            visible DOUBLE PRECISION,
            attentive DOUBLE PRECISION,
            expressions TEXT,
            coverage DOUBLE PRECISION NOT NULL,
            minimum_group INTEGER NOT NULL,
            people_step INTEGER NOT NULL,
            share_step DOUBLE PRECISION NOT NULL,
            detector TEXT NOT NULL,
            expression_network TEXT,
            PRIMARY KEY (device_id, sequence)
        );
        CREATE INDEX attention_by_time ON attention (device_id, start_ms);
        CREATE INDEX attention_by_age ON attention (start_ms);
        CREATE TABLE attention_hour (
            device_id BIGINT NOT NULL REFERENCES device (id) ON DELETE CASCADE,
            hour_ms BIGINT NOT NULL,
            mode TEXT NOT NULL,
            total_ms BIGINT NOT NULL,
            ok_ms BIGINT NOT NULL,
            people_ms DOUBLE PRECISION NOT NULL,
            visible_ms DOUBLE PRECISION NOT NULL,
            attentive_ms DOUBLE PRECISION NOT NULL,
            lowest DOUBLE PRECISION,
            highest DOUBLE PRECISION,
            PRIMARY KEY (device_id, hour_ms, mode)
        );
        CREATE INDEX attention_hour_by_age ON attention_hour (hour_ms);
        CREATE TABLE erasure (
            site TEXT NOT NULL,
            room TEXT NOT NULL,
            before_ms BIGINT NOT NULL,
            PRIMARY KEY (site, room)
        );
        CREATE TABLE fact (
            name TEXT PRIMARY KEY,
            value BIGINT NOT NULL
        );
        CREATE TABLE lesson (
            id {identity},
            site TEXT NOT NULL,
            room TEXT NOT NULL,
            title TEXT NOT NULL,
            start_ms BIGINT NOT NULL,
            end_ms BIGINT,
            teacher TEXT NOT NULL
        );
        CREATE INDEX lesson_by_room ON lesson (site, room, start_ms);
        CREATE TABLE marker (
            id {identity},
            lesson_id BIGINT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
            at_ms BIGINT NOT NULL,
            label TEXT NOT NULL
        );
        CREATE INDEX marker_by_lesson ON marker (lesson_id, at_ms);
        CREATE TABLE account (
            id {identity},
            name TEXT NOT NULL UNIQUE,
            password TEXT NOT NULL,
            stamp TEXT NOT NULL,
            roles TEXT NOT NULL,
            rooms TEXT NOT NULL,
            failures INTEGER NOT NULL DEFAULT 0,
            locked_until_ms BIGINT NOT NULL DEFAULT 0,
            token_hash TEXT UNIQUE
        );
        CREATE TABLE audit (
            id {identity},
            at_ms BIGINT NOT NULL,
            account TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL
        );
        CREATE INDEX audit_by_time ON audit (at_ms);
        CREATE TABLE protection_key (
            name TEXT PRIMARY KEY,
            xml TEXT NOT NULL
        );
        """;
}
