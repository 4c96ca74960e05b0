using System.Buffers.Text;
using System.Text;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.InventoryAgent;

/// <summary>Where the next page of the catalogue starts. Opaque to callers: they only give it back.</summary>
internal static class PageToken
{
    // Throws at what is not UTF-8.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The token for the page after this SKU.</summary>
    public static string After(string sku) => Base64Url.EncodeToString(Strict.GetBytes(sku));

    /// <summary>The SKU after which the page starts; empty for the first page.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: no token of ours.</exception>
    public static string Read(string token)
    {
        try
        {
            var sku = Strict.GetString(Base64Url.DecodeFromChars(token));
            if (!sku.Contains('\0'))
            {
                return sku;
            }
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            // Falls through to the refusal.
        }

        throw ProblemException.Invalid([new("page_token", "must be a token of an earlier page")]);
    }
}
