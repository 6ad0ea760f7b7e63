namespace EdgeMonitor.Dashboard.Hosting;

/// <summary>Asks for a password without showing it; from a pipe, its first line is the password.</summary>
internal static class PasswordPrompt
{
    /// <summary>Reads it.</summary>
    public static async Task<string> ReadAsync()
    {
        if (Console.IsInputRedirected)
        {
            return await Console.In.ReadLineAsync() ?? string.Empty;
        }

        await Console.Error.WriteAsync($"Password (at least {Accounts.AccountRules.MinimumPassword} characters, not shown): ");
        var password = new List<char>();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                password.RemoveRange(Math.Max(0, password.Count - 1), Math.Min(1, password.Count));
            }
            else if (!char.IsControl(key.KeyChar))
            {
                password.Add(key.KeyChar);
            }
        }

        await Console.Error.WriteLineAsync();
        return new string([.. password]);
    }
}
