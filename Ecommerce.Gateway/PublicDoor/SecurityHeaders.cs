namespace Ecommerce.Gateway.PublicDoor;

/// <summary>What every answer at the public port tells browsers (OWASP ASVS 5, 3.4).</summary>
internal static class SecurityHeaders
{
    private const string NothingIsLoaded = "default-src 'none'; frame-ancestors 'none'";
    private const string ForAYear = "max-age=31536000; includeSubDomains";

    public static Task AddAsync(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = NothingIsLoaded;
        }

        // RFC 6797 7.2: not over plain HTTP.
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = ForAYear;
        }

        return Task.CompletedTask;
    }
}
