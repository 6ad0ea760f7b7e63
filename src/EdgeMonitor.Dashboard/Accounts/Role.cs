namespace EdgeMonitor.Dashboard.Accounts;

/// <summary>What somebody may do.</summary>
public enum Role
{
    /// <summary>Sees the rooms that the account names, and starts and ends lessons there.</summary>
    Teacher,

    /// <summary>Looks after the devices; sees no figures about people.</summary>
    Facility,

    /// <summary>Sees what is collected and who looked at it, and deletes a room's history; sees no figures about people.</summary>
    Privacy,

    /// <summary>May do all of it everywhere, and looks after the accounts.</summary>
    Admin,
}
