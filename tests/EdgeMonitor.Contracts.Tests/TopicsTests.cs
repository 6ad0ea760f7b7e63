using EdgeMonitor.Contracts;

namespace EdgeMonitor.Contracts.Tests;

public sealed class TopicsTests
{
    private static readonly DeviceAddress Address = new("north", "room-12", "cam-1");

    [Fact]
    public void Topics_OfADevice_StartWithItsAddress()
    {
        var topics = new Topics(Address);

        Assert.Equal("edgemonitor/north/room-12/cam-1/attention", topics.Attention);
        Assert.Equal("edgemonitor/north/room-12/cam-1/health", topics.Health);
        Assert.Equal("edgemonitor/north/room-12/cam-1/availability", topics.Availability);
    }

    [Fact]
    public void TryParse_OwnTopic_GivesAddressAndLevel()
    {
        Assert.True(Topics.TryParse(new Topics(Address).Attention, out var address, out var level));
        Assert.Equal(Address, address);
        Assert.Equal(Topics.AttentionLevel, level);
    }

    [Theory]
    [InlineData("")]
    [InlineData("edgemonitor/north/room-12/cam-1")]
    [InlineData("other/north/room-12/cam-1/attention")]
    [InlineData("edgemonitor/North/room-12/cam-1/attention")]
    [InlineData("edgemonitor//room-12/cam-1/attention")]
    [InlineData("edgemonitor/north\n/room-12/cam-1/attention")]
    public void TryParse_ForeignTopic_IsRefused(string topic) => Assert.False(Topics.TryParse(topic, out _, out _));

    [Theory]
    [InlineData("")]
    [InlineData("Room")]
    [InlineData("room 1")]
    [InlineData("room/1")]
    [InlineData("room+")]
    [InlineData("room#")]
    public void DeviceAddress_InvalidId_Throws(string id) =>
        Assert.Throws<ArgumentException>(() => new DeviceAddress("north", id, "cam-1"));
}
