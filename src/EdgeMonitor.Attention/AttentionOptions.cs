using System.ComponentModel.DataAnnotations;
using EdgeMonitor.Attention.Lessons;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Attention;

/// <summary>
/// The section <c>attention</c> of the configuration: what counts as attentive, how long a window is and how coarse its
/// numbers are. <see cref="AttentionOptionsValidator"/> checks it as a whole.
/// </summary>
public sealed class AttentionOptions
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "attention";

    /// <summary>Default of <see cref="WindowSeconds"/>.</summary>
    public const int DefaultWindowSeconds = 30;

    /// <summary>Default of <see cref="MinimumGroup"/>.</summary>
    public const int DefaultMinimumGroup = 5;

    /// <summary>Default of <see cref="SuppressionMargin"/>.</summary>
    public const int DefaultSuppressionMargin = 1;

    /// <summary>Default of <see cref="PeopleStep"/>, and the finest step there is.</summary>
    public const int DefaultPeopleStep = 5;

    /// <summary>Default of <see cref="ShareStep"/>, and the finest step there is.</summary>
    public const double DefaultShareStep = 0.05;

    /// <summary>The shortest window of <see cref="PrivacyPreset.Strict"/>, and its default.</summary>
    public const int StrictWindowSeconds = 300;

    /// <summary>The smallest minimum group of <see cref="PrivacyPreset.Strict"/>, and its default.</summary>
    public const int StrictMinimumGroup = 10;

    /// <summary>The finest step of people of <see cref="PrivacyPreset.Strict"/>, and its default.</summary>
    public const int StrictPeopleStep = 10;

    /// <summary>The finest step of shares of <see cref="PrivacyPreset.Strict"/>, and its default.</summary>
    public const double StrictShareStep = 0.1;

    /// <summary>Default of <see cref="MinimumCoverage"/>.</summary>
    public const double DefaultMinimumCoverage = 0.5;

    /// <summary>Default of <see cref="FrameValidSeconds"/>.</summary>
    public const double DefaultFrameValidSeconds = 2;

    private int? _windowSeconds;
    private int? _minimumGroup;
    private int? _peopleStep;
    private double? _shareStep;

    /// <summary>
    /// What decides that a face is attentive. There is no default: whoever installs the appliance decides, because two of the
    /// three modes infer emotions, which the law restricts.
    /// </summary>
    [Required]
    public AttentionMode? Mode { get; set; }

    /// <summary>
    /// Confirms that emotions may be inferred in this place. <see cref="AttentionMode.Expression"/> and
    /// <see cref="AttentionMode.Combined"/> do not start without it. Default: false.
    /// </summary>
    public bool EmotionInferenceAcknowledged { get; set; }

    /// <summary>
    /// The defaults of <see cref="WindowSeconds"/>, <see cref="MinimumGroup"/>, <see cref="PeopleStep"/> and
    /// <see cref="ShareStep"/>. <see cref="PrivacyPreset.Strict"/> cannot be weakened by these. Default:
    /// <see cref="PrivacyPreset.Standard"/>.
    /// </summary>
    public PrivacyPreset PrivacyPreset { get; set; }

    /// <summary>
    /// Length of a window in seconds, 10 to 3600. Default: <see cref="DefaultWindowSeconds"/>, strict:
    /// <see cref="StrictWindowSeconds"/>.
    /// </summary>
    [Range(10, 3600)]
    public int WindowSeconds
    {
        get => _windowSeconds ?? (IsStrict ? StrictWindowSeconds : DefaultWindowSeconds);
        set => _windowSeconds = value;
    }

    /// <summary>
    /// The smallest group that numbers are given for, 3 to 100 people. Default: <see cref="DefaultMinimumGroup"/>, strict:
    /// <see cref="StrictMinimumGroup"/>.
    /// </summary>
    [Range(3, 100)]
    public int MinimumGroup
    {
        get => _minimumGroup ?? (IsStrict ? StrictMinimumGroup : DefaultMinimumGroup);
        set => _minimumGroup = value;
    }

    /// <summary>
    /// People that a suppressed group must have above <see cref="MinimumGroup"/> before numbers are given again, 1 to 20, so that
    /// no single person switches them on and off. Default: <see cref="DefaultSuppressionMargin"/>.
    /// </summary>
    [Range(1, 20)]
    public int SuppressionMargin { get; set; } = DefaultSuppressionMargin;

    /// <summary>
    /// Step that the number of people is rounded to, 5 to 50. Default: <see cref="DefaultPeopleStep"/>, strict:
    /// <see cref="StrictPeopleStep"/>.
    /// </summary>
    [Range(DefaultPeopleStep, 50)]
    public int PeopleStep
    {
        get => _peopleStep ?? (IsStrict ? StrictPeopleStep : DefaultPeopleStep);
        set => _peopleStep = value;
    }

    /// <summary>
    /// Step that every share is rounded to, 0.05 to 0.5 and one divided by a whole number, so that 0 and 1 are both steps.
    /// Default: <see cref="DefaultShareStep"/>, strict: <see cref="StrictShareStep"/>.
    /// </summary>
    [Range(DefaultShareStep, 0.5)]
    public double ShareStep
    {
        get => _shareStep ?? (IsStrict ? StrictShareStep : DefaultShareStep);
        set => _shareStep = value;
    }

    /// <summary>Whether the share of each emotion is published, in the modes that infer emotions. Default: false.</summary>
    public bool PublishExpressions { get; set; }

    /// <summary>
    /// Share of a window that usable frames must cover for numbers to be given, 0.1 to 1.
    /// Default: <see cref="DefaultMinimumCoverage"/>.
    /// </summary>
    [Range(0.1, 1.0)]
    public double MinimumCoverage { get; set; } = DefaultMinimumCoverage;

    /// <summary>
    /// Seconds for which a frame stands for the room when no newer one comes, 0.2 to 5.
    /// Default: <see cref="DefaultFrameValidSeconds"/>.
    /// </summary>
    [Range(0.2, 5.0)]
    public double FrameValidSeconds { get; set; } = DefaultFrameValidSeconds;

    /// <summary>When a head counts as turned to the front.</summary>
    public OrientationOptions Orientation { get; } = new();

    /// <summary>When an expression counts as attentive.</summary>
    public ExpressionOptions Expression { get; } = new();

    /// <summary>How the number of people present is estimated.</summary>
    public PresenceOptions Presence { get; } = new();

    /// <summary>Releases per lesson with differential privacy, in place of numbers per window.</summary>
    public LessonOptions Lessons { get; } = new();

    private bool IsStrict => PrivacyPreset is PrivacyPreset.Strict;
}
