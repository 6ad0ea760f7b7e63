using EdgeMonitor.Dashboard.Audit;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>What somebody did, in plain words.</summary>
internal static class AuditWords
{
    /// <summary>An action in words.</summary>
    public static string Name(AuditAction action) => action switch
    {
        AuditAction.SignedIn => L("signed in"),
        AuditAction.SignInFailed => L("failed to sign in"),
        AuditAction.SawRoom => L("looked at a room"),
        AuditAction.SawRooms => L("looked at the rooms"),
        AuditAction.SawLesson => L("looked at a lesson's report"),
        AuditAction.ExportedLesson => L("downloaded a lesson"),
        AuditAction.ReadApi => L("read a room's figures by program"),
        AuditAction.StartedLesson => L("started a lesson"),
        AuditAction.EndedLesson => L("ended a lesson"),
        AuditAction.DeletedLesson => L("deleted a lesson"),
        AuditAction.SawAudit => L("looked at this record"),
        AuditAction.ErasedRoom => L("deleted a room's history"),
        _ => L("changed an account"),
    };
}
