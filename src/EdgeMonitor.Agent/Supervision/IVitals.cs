namespace EdgeMonitor.Agent.Supervision;

/// <summary>How one half of the agent is. For one caller, who asks every few seconds.</summary>
internal interface IVitals
{
    /// <summary>
    /// Why only a new process can help, in words for the log; null while it does its work, or is about to do it again by itself.
    /// </summary>
    string? FindTrouble();

    /// <summary>How it is, in one line without a number that describes a small group.</summary>
    string Describe();
}
