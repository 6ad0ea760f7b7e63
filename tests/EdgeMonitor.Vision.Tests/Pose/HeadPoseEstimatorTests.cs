using System.Numerics;
using EdgeMonitor.Vision.Pose;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Vision.Tests.Pose;

public sealed class HeadPoseEstimatorTests
{
    private const float RadiansPerDegree = MathF.PI / 180;

    [Fact]
    public void Estimate_FrontalFace_LooksIntoTheCamera()
    {
        var pose = HeadPoseEstimator.Estimate(Project(0, 0, 0));

        Assert.Equal(0, pose.Yaw, 0.1f);
        Assert.Equal(0, pose.Pitch, 0.1f);
        Assert.Equal(0, pose.Roll, 0.1f);
    }

    [Fact]
    public void Estimate_NoseTowardsTheViewersRight_IsPositiveYaw() => Assert.True(HeadPoseEstimator.Estimate(
        new FaceLandmarks(new(40, 40), new(80, 40), new(70, 60), new(45, 85), new(75, 85))).Yaw > 10);

    [Fact]
    public void Estimate_NoseTowardsTheEyes_IsPositivePitch() => Assert.True(HeadPoseEstimator.Estimate(
        new FaceLandmarks(new(40, 40), new(80, 40), new(60, 52), new(45, 85), new(75, 85))).Pitch > 10);

    [Fact]
    public void Estimate_RightEyeLower_IsPositiveRoll() => Assert.True(HeadPoseEstimator.Estimate(
        new FaceLandmarks(new(40, 35), new(80, 45), new(58, 63), new(40, 82), new(70, 90))).Roll > 10);

    [Fact]
    public void Estimate_HeadTurnedByKnownAngles_FindsThem() => Prop.ForAll(
        Gen.Choose(-60, 60).ToArbitrary(),
        Gen.Choose(-40, 40).ToArbitrary(),
        Gen.Choose(-45, 45).ToArbitrary(),
        (yaw, pitch, roll) =>
        {
            var pose = HeadPoseEstimator.Estimate(Project(yaw, pitch, roll));

            return MathF.Abs(pose.Yaw - yaw) < 0.5f && MathF.Abs(pose.Pitch - pitch) < 0.5f && MathF.Abs(pose.Roll - roll) < 0.5f;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Estimate_LandmarksThatCoincide_GivesZero() =>
        Assert.Equal(default, HeadPoseEstimator.Estimate(new FaceLandmarks(new(5, 5), new(5, 5), new(5, 5), new(5, 5), new(5, 5))));

    /// <summary>The landmarks of a head of the estimator's own proportions, far away from the camera.</summary>
    private static FaceLandmarks Project(float yaw, float pitch, float roll)
    {
        // Model and camera: x right, y down, z away. The head tilts, then nods, then turns; the nose is at -z.
        var turn = Matrix4x4.CreateRotationZ(roll * RadiansPerDegree)
            * Matrix4x4.CreateRotationX(-pitch * RadiansPerDegree)
            * Matrix4x4.CreateRotationY(-yaw * RadiansPerDegree);
        return new FaceLandmarks(Point(-31, -35.5f, 30), Point(31, -35.5f, 30), Point(0, 0, 0), Point(-26, 30, 22), Point(26, 30, 22));

        Vector2 Point(float x, float y, float z)
        {
            var turned = Vector3.Transform(new Vector3(x, y, z), turn);
            return new Vector2(300 + 1.5f * turned.X, 200 + 1.5f * turned.Y);
        }
    }
}
