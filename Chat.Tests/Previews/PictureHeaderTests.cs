using Chat.Previews;

namespace Chat.Tests.Previews;

public sealed class PictureHeaderTests
{
    public static TheoryData<string, byte[]> Pictures => new()
    {
        { "image/png", Pixels.Png(1200, 630) },
        { "image/gif", Pixels.Gif(1200, 630) },
        { "image/jpeg", Pixels.Jpeg(1200, 630) },
        { "image/webp", Pixels.WebPLossy(1200, 630) },
        { "image/webp", Pixels.WebPLossless(1200, 630) },
        { "image/webp", Pixels.WebPExtended(1200, 630) },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public void A_picture_says_itself_what_it_is_and_how_large(string type, byte[] picture) =>
        Assert.Equal(new PictureHeader(type, 1200, 630), PictureHeader.Read(picture));

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Cut_anywhere_it_says_so_or_nothing(string type, byte[] picture) =>
        Assert.All(Enumerable.Range(0, picture.Length), length => Assert.Contains(PictureHeader.Read(picture.AsSpan(0, length)), new PictureHeader?[] { null, new(type, 1200, 630) }));

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'><script/></svg>")]
    [InlineData("<!DOCTYPE html><title>Not found</title>")]
    [InlineData("%PDF-1.7")]
    [InlineData("")]
    public void Nothing_else_is_a_picture(string text) => Assert.Null(PictureHeader.Read(System.Text.Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(31, 200, false)]
    [InlineData(32, 32, true)]
    [InlineData(4_096, 4_096, true)]
    [InlineData(4_097, 100, false)]
    [InlineData(100, int.MaxValue, false)]
    [InlineData(-1, 100, false)]
    public void Pictures_that_are_tiny_or_huge_are_not_shown(int width, int height, bool isShown) =>
        Assert.Equal(isShown, PictureHeader.Read(Pixels.Png(width, height))!.Value.IsShown);
}
