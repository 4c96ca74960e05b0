using System.Security.Cryptography;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.BrowserSessions;

namespace Ecommerce.Gateway.Tests.BrowserSessions;

public sealed class SessionCookieTests
{
    private static readonly SessionTokens Tokens = new() { AccessToken = "a.b.c", RefreshToken = "r" };

    [Fact]
    public void Only_the_cookie_opens_what_it_sealed()
    {
        var (mine, other) = (SessionCookie.Create(), SessionCookie.Create());
        var kept = mine.Seal(Tokens);
        Assert.Equal(Tokens, mine.Open(kept));
        Assert.ThrowsAny<CryptographicException>(() => other.Open(kept));
        Assert.NotEqual(kept, mine.Seal(Tokens));
    }

    [Fact]
    public void A_changed_byte_is_found_wherever_it_is()
    {
        var cookie = SessionCookie.Create();
        var kept = cookie.Seal(Tokens);
        Assert.All(Enumerable.Range(0, kept.Length), at =>
        {
            var changed = kept.ToArray();
            changed[at] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => cookie.Open(changed));
        });
    }

    [Fact]
    public void It_is_read_back_from_its_text_and_from_no_other()
    {
        var cookie = SessionCookie.Create();
        Assert.True(SessionCookie.TryRead($"{cookie}", out var read));
        Assert.Equal(cookie.Hash, read.Hash);
        Assert.Equal(cookie.CsrfToken, read.CsrfToken);
        Assert.All(["", "x", $"{cookie}A", $"{cookie}"[1..], $" {cookie}"[..43], "=" + $"{cookie}"[1..]],
            text => Assert.False(SessionCookie.TryRead(text, out _), text));
    }

    [Fact]
    public void Its_csrf_token_is_its_own_and_tells_nothing_of_it()
    {
        var (mine, other) = (SessionCookie.Create(), SessionCookie.Create());
        Assert.True(mine.IsMyCsrfToken(mine.CsrfToken));
        Assert.False(mine.IsMyCsrfToken(other.CsrfToken));
        Assert.False(mine.IsMyCsrfToken($"{mine}"));
        Assert.False(mine.IsMyCsrfToken(mine.CsrfToken + "A"));
        Assert.False(mine.IsMyCsrfToken(""));
        Assert.False(mine.IsMyCsrfToken(null));
    }
}
