using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Audit;
using Microsoft.AspNetCore.Mvc;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>The accounts, for administrators.</summary>
internal static class AccountPages
{
    /// <summary>Adds <c>/accounts</c> and its forms.</summary>
    public static void MapAccountPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accounts", (HttpContext context, AccountStore accounts, TimeProvider time, CancellationToken cancellation) =>
            ShowAsync(context, accounts, time, null, cancellation)).Require(Role.Admin);
        var forms = routes.MapForms().Require(Role.Admin);
        forms.MapPost("/accounts/add", Add);
        forms.MapPost("/accounts/change", Change);
        forms.MapPost("/accounts/password", SetPassword);
        forms.MapPost("/accounts/remove", Remove);
    }

    private static async Task<IResult> Add(
        [AsParameters] AccountServices services, [FromForm] AccountForm form, CancellationToken cancellation)
    {
        var name = AccountRules.Normalise(form.Name);
        var mistake = AccountRules.FindNameMistake(name)
            ?? AccountRules.FindPasswordMistake(form.Password)
            ?? form.FindMistake();
        if (mistake is null && !await services.Accounts.AddAsync(name, form.Password!, form.ChosenRoles, form.ChosenRooms, cancellation))
        {
            mistake = L("There is an account '{0}' already.", name);
        }

        return await DoneAsync(services, name, mistake, cancellation);
    }

    private static async Task<IResult> Change(
        [AsParameters] AccountServices services, [FromForm] AccountForm form, CancellationToken cancellation)
    {
        var name = AccountRules.Normalise(form.Name);
        var mistake = form.FindMistake()
            ?? (form.ChosenRoles.Contains(Role.Admin) ? null : await FindLastAdminMistakeAsync(services.Accounts, name, cancellation));
        if (mistake is null)
        {
            await services.Accounts.ChangeAsync(name, form.ChosenRoles, form.ChosenRooms, cancellation);
        }

        return await DoneAsync(services, name, mistake, cancellation);
    }

    private static async Task<IResult> SetPassword(
        [AsParameters] AccountServices services, [FromForm] AccountForm form, CancellationToken cancellation)
    {
        var name = AccountRules.Normalise(form.Name);
        var mistake = AccountRules.FindPasswordMistake(form.Password);
        if (mistake is null)
        {
            await services.Accounts.SetPasswordAsync(name, form.Password!, cancellation);
        }

        return await DoneAsync(services, name, mistake, cancellation);
    }

    private static async Task<IResult> Remove(
        [AsParameters] AccountServices services, [FromForm] AccountForm form, CancellationToken cancellation)
    {
        var name = AccountRules.Normalise(form.Name);
        var mistake = await FindLastAdminMistakeAsync(services.Accounts, name, cancellation);
        if (mistake is null)
        {
            await services.Accounts.RemoveAsync(name, cancellation);
        }

        return await DoneAsync(services, name, mistake, cancellation);
    }

    // Nobody could look after the accounts any more.
    private static async Task<string?> FindLastAdminMistakeAsync(AccountStore accounts, string name, CancellationToken cancellation)
    {
        var all = await accounts.AllAsync(cancellation);
        return all.Any(account => account.Roles.Contains(Role.Admin) && !string.Equals(account.Name, name, StringComparison.Ordinal))
            ? null
            : L("'{0}' is the only administrator and has to stay one.", name);
    }

    private static async Task<IResult> DoneAsync(
        AccountServices services, string name, string? mistake, CancellationToken cancellation)
    {
        if (mistake is not null)
        {
            return await ShowAsync(services.Context, services.Accounts, services.Time, mistake, cancellation);
        }

        await services.Audit.DidAsync(Viewer.Of(services.Context).Name, AuditAction.ChangedAccount, name, cancellation);
        return Forms.GoTo("/accounts");
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, AccountStore accounts, TimeProvider time, string? message, CancellationToken cancellation) =>
        Page.Of<AccountsPage>(
            (nameof(AccountsPage.Context), PageContext.Of(context)),
            (nameof(AccountsPage.Accounts), await accounts.AllAsync(cancellation)),
            (nameof(AccountsPage.Now), time.GetUtcNow()),
            (nameof(AccountsPage.Message), message));
}
