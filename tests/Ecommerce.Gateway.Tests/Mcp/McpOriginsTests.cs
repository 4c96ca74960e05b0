using Ecommerce.Gateway.Mcp;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Gateway.Tests.Mcp;

public sealed class McpOriginsTests
{
    private static readonly string[] Allowed = ["https://app.example.com"];

    [Theory]
    [InlineData("http", "127.0.0.1:8080", null, true)]
    [InlineData("http", "evil.example.com", null, true)]
    [InlineData("http", "127.0.0.1:8080", "https://app.example.com", true)]
    [InlineData("http", "127.0.0.1:8080", "http://127.0.0.1:8080", true)]
    [InlineData("http", "localhost:8080", "http://localhost:8080", true)]
    [InlineData("http", "[::1]:8080", "http://[::1]:8080", true)]
    [InlineData("https", "shop.example.com", "https://shop.example.com", true)]
    [InlineData("http", "127.0.0.1:8080", "http://127.0.0.1:3000", false)]
    [InlineData("http", "127.0.0.1:8080", "http://localhost:8080", false)]
    [InlineData("http", "127.0.0.1:8080", "https://127.0.0.1:8080", false)]
    [InlineData("http", "evil.example.com", "http://evil.example.com", false)]
    [InlineData("https", "shop.example.com", "http://shop.example.com", false)]
    [InlineData("https", "shop.example.com", "https://evil.example.com", false)]
    [InlineData("http", "127.0.0.1:8080", "null", false)]
    [InlineData("http", "127.0.0.1:8080", "", false)]
    public void A_page_may_ask_from_a_known_origin_or_from_a_name_that_nobody_can_take(
        string scheme, string host, string? origin, bool isAdmitted)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = (scheme, new HostString(host));
        if (origin is not null)
        {
            request.Headers.Origin = origin;
        }

        Assert.Equal(isAdmitted, McpOrigins.Admits(request, Allowed));
    }
}
