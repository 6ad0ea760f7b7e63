namespace EdgeMonitor.Agent;

/// <summary>What <c>edgemonitor</c> exits with.</summary>
internal static class ExitStatus
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>The configuration or another input has mistakes; they are listed on standard error.</summary>
    public const int BadInput = 1;

    /// <summary>The command line is wrong: an unknown verb or option, a missing argument.</summary>
    public const int Usage = 2;

    /// <summary>A part of the system is missing or damaged, a library or a model; the message names it.</summary>
    public const int MissingComponent = 3;

    /// <summary>It failed while it ran.</summary>
    public const int Failed = 4;

    /// <summary><c>doctor</c> has found something that keeps the appliance from working.</summary>
    public const int Unwell = 5;

    /// <summary>The table as the help shows it.</summary>
    public const string Help = """
        Exit status:
          0  done
          1  the configuration or another input has mistakes; every one is listed
          2  the command line is wrong
          3  a part of the system is missing or damaged, a library or a model; the message names it
          4  it failed while it ran
          5  'doctor' has found something that keeps the appliance from working
        """;
}
