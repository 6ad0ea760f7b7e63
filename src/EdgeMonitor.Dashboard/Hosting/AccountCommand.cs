using System.CommandLine;
using EdgeMonitor.Dashboard.Accounts;

namespace EdgeMonitor.Dashboard.Hosting;

/// <summary>The verb <c>account</c>: makes the first administrator, and helps one who is locked out.</summary>
internal static class AccountCommand
{
    /// <summary>Makes the verb; <paramref name="read"/> gives the options that it shares with the dashboard itself.</summary>
    public static Command Create(Func<ParseResult, DashboardArguments> read)
    {
        var command = new Command("account", "Look after the accounts in the dashboard's database");
        command.Add(Add(read));
        command.Add(Named(read, "password", "Give an account a new password", async (accounts, name, cancellation) =>
        {
            var password = await PasswordPrompt.ReadAsync();
            return AccountRules.FindPasswordMistake(password)
                ?? (await accounts.SetPasswordAsync(name, password, cancellation) ? null : $"There is no account '{name}' with a password of its own; 'account list' names all.");
        }));
        command.Add(Named(read, "token", "Print a new token for reading the API, in place of an old one", async (accounts, name, cancellation) =>
        {
            var token = await accounts.NewTokenAsync(name, cancellation);
            await Console.Out.WriteLineAsync(token);
            return token is null ? NoSuch(name) : null;
        }));
        command.Add(Named(read, "remove", "Remove an account", async (accounts, name, cancellation) =>
            await accounts.RemoveAsync(name, cancellation) ? null : NoSuch(name)));
        var list = new Command("list", "Print every account with its roles and rooms");
        list.SetAction((parsed, cancellation) => RunAsync(read(parsed), async accounts =>
        {
            foreach (var account in await accounts.AllAsync(cancellation))
            {
                await Console.Out.WriteLineAsync(
                    $"{account.Name}  {string.Join(',', account.Roles).ToLowerInvariant()}  {string.Join(',', account.Rooms)}".TrimEnd());
            }

            return null;
        }));
        command.Add(list);
        return command;
    }

    private static Command Add(Func<ParseResult, DashboardArguments> read)
    {
        var name = new Argument<string>("NAME") { Description = "The name to sign in with" };
        var roles = new Option<Role[]>("--role")
        {
            HelpName = "ROLE",
            Description = "teacher, facility, privacy or admin; may be given several times",
            Required = true,
        };
        var rooms = new Option<string[]>("--room")
        {
            HelpName = "SITE/ROOM",
            Description = "A teacher's room, or SITE/* for all of a site; may be given several times",
        };
        var command = new Command("add", "Add an account; the password is asked for, or read from standard input") { name, roles, rooms };
        command.SetAction((parsed, cancellation) => RunAsync(read(parsed), async accounts =>
        {
            var known = AccountRules.Normalise(parsed.GetValue(name));
            var ofTeacher = parsed.GetValue(rooms) ?? [];
            var mistake = AccountRules.FindNameMistake(known)
                ?? ofTeacher.Select(AccountRules.FindRoomMistake).FirstOrDefault(one => one is not null);
            if (mistake is not null)
            {
                return mistake;
            }

            var password = await PasswordPrompt.ReadAsync();
            return AccountRules.FindPasswordMistake(password)
                ?? (await accounts.AddAsync(known, password, parsed.GetValue(roles) ?? [], ofTeacher, cancellation)
                    ? null
                    : $"There is an account '{known}' already; 'account password {known}' gives it a new password.");
        }));
        return command;
    }

    private static Command Named(
        Func<ParseResult, DashboardArguments> read,
        string verb,
        string description,
        Func<AccountStore, string, CancellationToken, Task<string?>> act)
    {
        var name = new Argument<string>("NAME") { Description = "The name of the account" };
        var command = new Command(verb, description) { name };
        command.SetAction((parsed, cancellation) =>
            RunAsync(read(parsed), accounts => act(accounts, parsed.GetValue(name)!, cancellation)));
        return command;
    }

    private static string NoSuch(string name) => $"There is no account '{name}'; 'account list' names them.";

    private static async Task<int> RunAsync(DashboardArguments arguments, Func<AccountStore, Task<string?>> act)
    {
        try
        {
            await using var database = DashboardConfiguration.OpenDatabase(arguments);
            await database.MigrateAsync(CancellationToken.None);
            if (await act(new AccountStore(database)) is not { } mistake)
            {
                return 0;
            }

            await Console.Error.WriteLineAsync(mistake);
        }
        catch (Exception exception) when (exception is ConfigurationException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
        }

        return 1;
    }
}
