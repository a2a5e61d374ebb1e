using System.Buffers.Text;
using System.Security.Cryptography;
using Chat.Push;

namespace Chat.Tests.Push;

public sealed class SealingTests : IDisposable
{
    private readonly ECDiffieHellman device = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] auth = RandomNumberGenerator.GetBytes(16);

    private byte[] Point => P256.Point(device.ExportParameters(includePrivateParameters: false));

    /// <summary>RFC 8291, section 5 and appendix A.</summary>
    [Fact]
    public void The_example_of_the_RFC_comes_out_byte_for_byte()
    {
        var sender = P256.Parameters(Bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"));
        sender.D = Bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
        using var key = ECDiffieHellman.Create(sender);
        var text = Bytes("V2hlbiBJIGdyb3cgdXAsIEkgd2FudCB0byBiZSBhIHdhdGVybWVsb24");

        var body = Sealing.Seal(
            text, Bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            Bytes("BTBZMqHH6r4Tts7J_aSIgg"), key, Bytes("DGv6ra1nlYgDCS1FRnbzlw"), text.Length);

        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(body));
    }

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(Sealing.MaxPlaintext)]
    public void The_device_reads_what_was_sealed_whatever_its_length(int length)
    {
        var text = Enumerable.Range(0, length).Select(n => (byte)(n % 7)).ToArray();

        var body = Sealing.Seal(text, Point, auth);

        Assert.Equal(text, ArrivedPush.Open(body, device, Point, auth));
        Assert.InRange(body.Length, 0, 4_096);
    }

    [Fact]
    public void The_length_tells_little_of_what_is_said()
    {
        Assert.Equal(Sealing.Seal("yes"u8, Point, auth).Length, Sealing.Seal("Not before next Tuesday, I am afraid."u8, Point, auth).Length);
    }

    [Fact]
    public void What_services_need_not_take_is_not_sealed()
    {
        Assert.Throws<ArgumentException>(() => Sealing.Seal(new byte[Sealing.MaxPlaintext + 1], Point, auth));
    }

    [Fact]
    public void Each_message_has_a_key_of_its_own()
    {
        var keys = Enumerable.Range(0, 50).Select(_ => Base64Url.EncodeToString(Sealing.Seal("again"u8, Point, auth).AsSpan(0, 86)));

        Assert.Equal(50, keys.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_key_off_the_curve_is_none()
    {
        var off = Point;
        off[64] ^= 1;

        Assert.True(P256.IsOnCurve(Point));
        Assert.False(P256.IsOnCurve(off));
        Assert.False(P256.IsOnCurve([4, .. new byte[64]]));
        Assert.False(P256.IsOnCurve([2, .. Point[1..33]]));
        Assert.False(P256.IsOnCurve([]));
    }

    public void Dispose() => device.Dispose();
}
