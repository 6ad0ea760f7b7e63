namespace EdgeMonitor.Dashboard.Audit;

/// <summary>What somebody did that a privacy officer wants to know of.</summary>
public enum AuditAction
{
    /// <summary>Signed in.</summary>
    SignedIn,

    /// <summary>Tried to sign in with a wrong password.</summary>
    SignInFailed,

    /// <summary>Looked at the figures of a room.</summary>
    SawRoom,

    /// <summary>Looked at the overview of the rooms.</summary>
    SawRooms,

    /// <summary>Looked at the report of a lesson.</summary>
    SawLesson,

    /// <summary>Downloaded the figures of a lesson.</summary>
    ExportedLesson,

    /// <summary>Read figures of a room through the API.</summary>
    ReadApi,

    /// <summary>Started a lesson.</summary>
    StartedLesson,

    /// <summary>Ended a lesson.</summary>
    EndedLesson,

    /// <summary>Deleted a lesson.</summary>
    DeletedLesson,

    /// <summary>Looked at this record.</summary>
    SawAudit,

    /// <summary>Deleted the history of a room.</summary>
    ErasedRoom,

    /// <summary>Added, changed or removed an account.</summary>
    ChangedAccount,
}
