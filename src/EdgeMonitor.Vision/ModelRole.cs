namespace EdgeMonitor.Vision;

/// <summary>What a network is for.</summary>
public enum ModelRole
{
    /// <summary>It finds faces.</summary>
    Detection,

    /// <summary>It reads their expression, and is not loaded where expressions are not read.</summary>
    Expression,
}
