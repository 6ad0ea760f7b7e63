namespace EdgeMonitor.Attention;

/// <summary>Whether a frame can be judged.</summary>
public enum FrameCondition
{
    /// <summary>The frame shows the room.</summary>
    Usable,

    /// <summary>The room is too dark to find faces; those that were found do not count.</summary>
    LowLight,
}
