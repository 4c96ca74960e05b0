using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.Pages.Security;

/// <summary>Forms as pages send them.</summary>
public static class PageForm
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    /// <summary>
    /// Whether the body says that it is one. No page sends files, so a body of several parts, which may end in the middle of one, is none.
    /// </summary>
    public static bool IsOne(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(UrlEncoded, StringComparison.OrdinalIgnoreCase);
}
