namespace Spiffe.Tests;

public class SpiffeIdTests
{
    [Theory]
    [InlineData("spiffe://example.org", "example.org", "")]
    [InlineData("spiffe://example.org/agent/order", "example.org", "/agent/order")]
    [InlineData("spiffe://a-b_c.1/X/..y/z.", "a-b_c.1", "/X/..y/z.")]
    public void A_valid_id_has_its_parts_and_prints_as_it_was(string text, string domain, string path)
    {
        var id = SpiffeId.Parse(text);

        Assert.Equal(domain, id.TrustDomain.Name);
        Assert.Equal(path, id.Path);
        Assert.Equal(text, id.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("spiffe:/example.org/a")]
    [InlineData("SPIFFE://example.org/a")]
    [InlineData("https://example.org/a")]
    [InlineData("spiffe://")]
    [InlineData("spiffe:///a")]
    [InlineData("spiffe://Example.org/a")]
    [InlineData("spiffe://user@example.org/a")]
    [InlineData("spiffe://example.org:443/a")]
    [InlineData("spiffe://example.org/")]
    [InlineData("spiffe://example.org/a/")]
    [InlineData("spiffe://example.org//a")]
    [InlineData("spiffe://example.org/a/./b")]
    [InlineData("spiffe://example.org/a/../b")]
    [InlineData("spiffe://example.org/a?b=c")]
    [InlineData("spiffe://example.org/a#b")]
    [InlineData("spiffe://example.org/%61")]
    [InlineData("spiffe://example.org/a b")]
    [InlineData("spiffe://example.org/ä")]
    [InlineData("spiffe://exämple.org/a")]
    [InlineData(" spiffe://example.org/a")]
    [InlineData("spiffe://example.org/a\n")]
    public void What_is_not_exactly_a_spiffe_id_is_refused(string? text)
    {
        Assert.False(SpiffeId.TryParse(text, out _));
        if (text is not null)
        {
            Assert.Throws<FormatException>(() => SpiffeId.Parse(text));
        }
    }

    [Fact]
    public void Ids_up_to_2048_bytes_and_domains_up_to_255_are_taken_and_no_longer_ones()
    {
        var longest = "spiffe://d/" + new string('a', SpiffeId.MaxLength - 11);
        var domain = new string('d', TrustDomain.MaxLength);

        Assert.True(SpiffeId.TryParse(longest, out _));
        Assert.False(SpiffeId.TryParse(longest + "a", out _));
        Assert.True(SpiffeId.TryParse($"spiffe://{domain}/a", out _));
        Assert.False(SpiffeId.TryParse($"spiffe://{domain}d/a", out _));
    }

    [Fact]
    public void Ids_are_equal_by_value_and_belong_to_their_own_domain_alone()
    {
        var id = SpiffeId.Parse("spiffe://example.org/a");

        Assert.Equal(id, SpiffeId.Parse("spiffe://example.org/a"));
        Assert.NotEqual(id, SpiffeId.Parse("spiffe://example.org/A"));
        Assert.True(id.MemberOf(TrustDomain.Parse("example.org")));
        Assert.False(id.MemberOf(TrustDomain.Parse("sub.example.org")));
    }
}
