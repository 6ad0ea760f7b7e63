using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using EdgeMonitor.Dashboard.Storage;
using Microsoft.AspNetCore.Identity;

namespace EdgeMonitor.Dashboard.Accounts;

/// <summary>The accounts in the database. Passwords are kept as hashes of ASP.NET Core's own making, tokens as SHA-256.</summary>
public sealed class AccountStore
{
    private const string Columns = "name, roles, rooms, stamp, locked_until_ms, token_hash, subject";
    private const string TokenPrefix = "emd_";

    // What the provider decides is not changed here.
    private const string Own = " AND subject IS NULL";

    private readonly Database _database;
    private readonly PasswordHasher<string> _hasher = new();

    /// <summary>Makes a store in <paramref name="database"/>.</summary>
    public AccountStore(Database database) => _database = database;

    /// <summary>Every account, by name.</summary>
    public async Task<IReadOnlyList<Account>> AllAsync(CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        return await connection.QueryAsync($"SELECT {Columns} FROM account ORDER BY name", Read, cancellation);
    }

    /// <summary>One account; null when there is none of that name.</summary>
    public async Task<Account?> FindAsync(string name, CancellationToken cancellation) =>
        await FindAsync("name", AccountRules.Normalise(name), cancellation);

    /// <summary>The account that a token belongs to; null when there is none.</summary>
    public async Task<Account?> FindByTokenAsync(string token, CancellationToken cancellation) =>
        await FindAsync("token_hash", HashOf(token), cancellation);

    /// <summary>Adds an account; false when the name is taken.</summary>
    public async Task<bool> AddAsync(
        string name, string password, IEnumerable<Role> roles, IEnumerable<string> rooms, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        return await connection.ExecuteAsync(
            """
            INSERT INTO account (name, password, stamp, roles, rooms) VALUES (@name, @password, @stamp, @roles, @rooms)
            ON CONFLICT DO NOTHING
            """,
            cancellation,
            ("name", AccountRules.Normalise(name)),
            ("password", _hasher.HashPassword(name, password)),
            ("stamp", NewStamp()),
            ("roles", string.Join(' ', roles)),
            ("rooms", string.Join(' ', rooms))) == 1;
    }

    /// <summary>
    /// Makes the account of somebody whom the provider vouches for, or brings it up to date; null when another account has the
    /// name.
    /// </summary>
    public async Task<Account?> SaveExternalAsync(
        string subject, string name, IEnumerable<Role> roles, IEnumerable<string> rooms, CancellationToken cancellation)
    {
        await using (var connection = await _database.OpenAsync(cancellation))
        {
            var owners = await connection.QueryAsync(
                "SELECT COALESCE(subject, '') FROM account WHERE name = @name", row => row.GetString(0), cancellation, ("name", name));
            if (owners is [var owner] && !string.Equals(owner, subject, StringComparison.Ordinal))
            {
                return null;
            }

            // No password has this hash.
            await connection.ExecuteAsync(
                """
                INSERT INTO account (name, password, stamp, roles, rooms, subject) VALUES (@name, '', @stamp, @roles, @rooms, @subject)
                ON CONFLICT (subject) DO UPDATE SET name = excluded.name, roles = excluded.roles, rooms = excluded.rooms
                """,
                cancellation,
                ("name", name),
                ("stamp", NewStamp()),
                ("roles", string.Join(' ', roles)),
                ("rooms", string.Join(' ', rooms)),
                ("subject", subject));
        }

        return await FindAsync(name, cancellation);
    }

    /// <summary>Removes the account of somebody whom the provider no longer grants anything; nothing where there is none.</summary>
    public async Task RemoveExternalAsync(string subject, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        await connection.ExecuteAsync("DELETE FROM account WHERE subject = @subject", cancellation, ("subject", subject));
    }

    /// <summary>
    /// Changes what an account may do; false when there is none of that name, or the provider decides what it may do.
    /// </summary>
    public Task<bool> ChangeAsync(
        string name, IEnumerable<Role> roles, IEnumerable<string> rooms, CancellationToken cancellation) => UpdateAsync(
            name,
            "roles = @roles, rooms = @rooms",
            Own,
            cancellation,
            ("roles", string.Join(' ', roles)),
            ("rooms", string.Join(' ', rooms)));

    /// <summary>
    /// Gives an account a password, unlocks it and ends its sessions; false when there is none of that name, or it signs in
    /// through the provider.
    /// </summary>
    public Task<bool> SetPasswordAsync(string name, string password, CancellationToken cancellation) => UpdateAsync(
        name,
        "password = @password, stamp = @stamp, failures = 0, locked_until_ms = 0",
        Own,
        cancellation,
        ("password", _hasher.HashPassword(name, password)),
        ("stamp", NewStamp()));

    /// <summary>Gives an account a new token for the API, in place of an old one; null when there is none of that name.</summary>
    public async Task<string?> NewTokenAsync(string name, CancellationToken cancellation)
    {
        var token = TokenPrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        return await UpdateAsync(name, "token_hash = @hash", string.Empty, cancellation, ("hash", HashOf(token))) ? token : null;
    }

    /// <summary>Removes an account; false when there is none of that name.</summary>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        return await connection.ExecuteAsync(
            "DELETE FROM account WHERE name = @name", cancellation, ("name", AccountRules.Normalise(name))) == 1;
    }

    /// <summary>
    /// Whether a password is right. After <paramref name="allowedFailures"/> wrong ones in a row the account is locked until
    /// <paramref name="lockUntil"/>; a right one forgives them.
    /// </summary>
    public async Task<bool> CheckPasswordAsync(
        string name, string password, int allowedFailures, DateTimeOffset lockUntil, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync(
            "SELECT password FROM account WHERE name = @name", row => row.GetString(0), cancellation, ("name", name));
        if (rows is not [var hash])
        {
            // As slow as a check, so that the time does not tell which names there are.
            _hasher.HashPassword(name, password);
            return false;
        }

        var isRight = _hasher.VerifyHashedPassword(name, hash, password) != PasswordVerificationResult.Failed;
        await connection.ExecuteAsync(
            isRight
                ? "UPDATE account SET failures = 0 WHERE name = @name"
                : """
                UPDATE account SET failures = (failures + 1) % @allowed,
                    locked_until_ms = CASE WHEN failures + 1 >= @allowed THEN @until ELSE locked_until_ms END
                WHERE name = @name
                """,
            cancellation,
            isRight ? [("name", name)] : [("name", name), ("allowed", allowedFailures), ("until", lockUntil.ToMs())]);
        return isRight;
    }

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static Account Read(DbDataReader row) => new()
    {
        Name = row.GetString(0),
        Roles = [.. Words(row.GetString(1)).Select(Enum.Parse<Role>)],
        Rooms = Words(row.GetString(2)),
        Stamp = row.GetString(3),
        LockedUntil = row.Time(4),
        HasToken = !row.IsDBNull(5),
        IsExternal = !row.IsDBNull(6),
    };

    private static string[] Words(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private async Task<Account?> FindAsync(string column, string value, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync(
            $"SELECT {Columns} FROM account WHERE {column} = @value", Read, cancellation, ("value", value));
        return rows is [var account] ? account : null;
    }

    private async Task<bool> UpdateAsync(
        string name, string changes, string condition, CancellationToken cancellation, params (string, object?)[] values)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        return await connection.ExecuteAsync(
            $"UPDATE account SET {changes} WHERE name = @name{condition}",
            cancellation,
            [("name", AccountRules.Normalise(name)), .. values]) == 1;
    }
}
