namespace EdgeMonitor.Capture.Tests;

/// <summary>Pixel values that a network was trained on have to arrive as they are.</summary>
public sealed class GreyPictureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("grey.png")]
    [InlineData("grey.tiff")]
    public async Task ReadAsync_GreyPicture_KeepsEveryValue(string name)
    {
        // Every value once and more, in an odd size; noise, so that a filter of PNG is put to use.
        var pixels = new byte[33 * 17];
        new Random(1).NextBytes(pixels);
        Enumerable.Range(0, 256).Select(value => (byte)value).ToArray().CopyTo(pixels, 0);
        using var raw = TemporaryFile.FromBytes("raw", pixels);
        using var file = await TemporaryFile.FromFfmpegAsync(
            name, "-f", "rawvideo", "-pixel_format", "gray", "-video_size", "33x17", "-i", raw.Path, "-frames:v", "1", "-pix_fmt", "gray");

        var picture = await GreyPicture.ReadAsync(file.Path, Token);

        Assert.Equal((33, 17), (picture.Width, picture.Height));
        Assert.Equal(pixels, picture.Pixels.ToArray());
    }

    [Fact]
    public async Task ReadAsync_PictureInTrueColour_SpansTheFullRange()
    {
        using var file = await TemporaryFile.FromFfmpegAsync(
            "colour.png", "-f", "lavfi", "-i", "color=white:size=8x8[a];color=black:size=8x8[b];[a][b]hstack", "-frames:v", "1", "-pix_fmt", "rgb24");

        var picture = await GreyPicture.ReadAsync(file.Path, Token);

        Assert.Equal((255, 0), (picture.Pixels[3], picture.Pixels[12]));
    }

    [Fact]
    public async Task ReadAsync_MissingFile_IsNamed()
    {
        var problem = await Assert.ThrowsAsync<MediaReadException>(() => GreyPicture.ReadAsync("/no/such/sheet.png", Token));

        Assert.Contains("/no/such/sheet.png", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NoPicture_SaysWhatIsTaken()
    {
        using var file = TemporaryFile.FromBytes("sheet.png", "no picture"u8.ToArray());

        var problem = await Assert.ThrowsAsync<MediaReadException>(() => GreyPicture.ReadAsync(file.Path, Token));

        Assert.Contains("PNG", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_DamagedPicture_GivesTheReason()
    {
        using var whole = await TemporaryFile.FromFfmpegAsync("whole.png", "-f", "lavfi", "-i", "testsrc2=size=64x64", "-frames:v", "1", "-pix_fmt", "gray");
        using var file = TemporaryFile.FromBytes("cut.png", (await File.ReadAllBytesAsync(whole.Path, Token))[..40]);

        var problem = await Assert.ThrowsAsync<MediaReadException>(() => GreyPicture.ReadAsync(file.Path, Token));

        Assert.Contains("cut.png", problem.Message, StringComparison.Ordinal);
    }
}
