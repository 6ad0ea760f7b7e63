namespace EdgeMonitor.Dashboard.Accounts.OpenIdConnect;

/// <summary>Why somebody did not get in through the provider.</summary>
internal enum SignInProblem
{
    /// <summary>They changed their mind there, or the provider refused them.</summary>
    Cancelled,

    /// <summary>The provider does not answer, or not as it should; the log says more.</summary>
    Failed,

    /// <summary>None of their groups is granted a role here.</summary>
    NoRole,

    /// <summary>The provider gives no name that an account may have.</summary>
    NoName,

    /// <summary>Another account has that name.</summary>
    NameTaken,
}
