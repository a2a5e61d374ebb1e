using System.Text;
using Chat.Previews;

namespace Chat.Tests.Previews;

public sealed class PageTextTests
{
    private const string Words = "<title>안녕하세요, 대한민국의 뉴스입니다</title>";

    static PageTextTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("euc-kr", "euc-kr")]
    [InlineData("ks_c_5601-1987", "EUC-KR")]
    [InlineData("ks_c_5601-1987", "ks_c_5601-1987")]
    [InlineData("utf-8", "UTF-8")]
    [InlineData("utf-8", "\"utf8\"")]
    [InlineData("utf-8", null)]
    [InlineData("utf-8", "no-such-thing")]
    [InlineData("utf-8", "utf-7")]
    [InlineData("utf-8", "euc-kr")] // the header is wrong
    [InlineData("euc-kr", "utf-8")] // the header is wrong
    [InlineData("euc-kr", null)] // and here nothing says it
    public void Korean_is_read_whatever_the_header_says(string written, string? header) =>
        Assert.Equal(Words, PageText.Decode(Encoding.GetEncoding(written).GetBytes(Words), header));

    [Theory]
    [InlineData("euc-kr", """<meta charset="euc-kr">""")]
    [InlineData("euc-kr", """<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=EUC-KR'>""")]
    [InlineData("shift_jis", "<meta charset=Shift_JIS>")]
    [InlineData("windows-1251", "<meta charset=windows-1251>")]
    [InlineData("utf-8", "<meta charset=utf-16>")]
    public void A_page_may_name_its_letters_itself(string written, string meta)
    {
        var words = written switch { "shift_jis" => "こんにちは", "windows-1251" => "Привет", _ => "안녕하세요" };

        Assert.Equal($"{meta}<title>{words}</title>", PageText.Decode(Encoding.GetEncoding(written).GetBytes($"{meta}<title>{words}</title>"), null));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_mark_of_byte_order_stands_above_all(string written)
    {
        var encoding = Encoding.GetEncoding(written);

        Assert.Equal(Words, PageText.Decode(encoding.GetPreamble().Concat(encoding.GetBytes(Words)).ToArray(), "euc-kr"));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("euc-kr")]
    public void A_character_may_be_cut_at_the_end(string written)
    {
        var page = Encoding.GetEncoding(written).GetBytes($"{Words}가");

        Assert.Equal(Words, PageText.Decode(page.AsMemory(0, page.Length - 1), written));
    }

    [Fact]
    public void What_fits_nothing_is_read_all_the_same() =>
        Assert.Contains("title", PageText.Decode((byte[])[.. "<title>"u8, 0xFF, 0x20, 0xC0, .. "</title>"u8], "utf-8"), StringComparison.Ordinal);
}
