using System.Xml.Linq;
using EdgeMonitor.Dashboard.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace EdgeMonitor.Dashboard.Accounts;

/// <summary>
/// Keeps the keys that cookies and forms are protected with in the database, so that a restart signs nobody out and all
/// instances understand each other's cookies.
/// </summary>
internal sealed class DatabaseKeyRepository : IXmlRepository
{
    private readonly Database _database;

    public DatabaseKeyRepository(Database database) => _database = database;

    public IReadOnlyCollection<XElement> GetAllElements() => ReadAsync().GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => StoreAsync(element, friendlyName).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        await using var connection = await _database.OpenAsync(CancellationToken.None);
        return await connection.QueryAsync(
            "SELECT xml FROM protection_key", row => XElement.Parse(row.GetString(0)), CancellationToken.None);
    }

    private async Task StoreAsync(XElement element, string name)
    {
        await using var connection = await _database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            "INSERT INTO protection_key (name, xml) VALUES (@name, @xml)",
            CancellationToken.None,
            ("name", name),
            ("xml", element.ToString(SaveOptions.DisableFormatting)));
    }
}
