using System.Buffers.Text;
using System.Text;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>Where the next page begins: the key of the last row before it. Opaque to callers, which only give it back.</summary>
public static class PageToken
{
    private const int GuidLength = 16;

    // Throws at bytes that are not UTF-8.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The token of the page after a row.</summary>
    public static string After(Guid key) => Base64Url.EncodeToString(key.ToByteArray());

    /// <inheritdoc cref="After(Guid)"/>
    public static string After(string key) => Base64Url.EncodeToString(Strict.GetBytes(key));

    /// <summary>The key that <see cref="After(Guid)"/> wrote; null for the first page, whose token is empty.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: it is not such a token.</exception>
    public static Guid? ReadGuid(string token)
    {
        if (token.Length == 0)
        {
            return null;
        }

        return Decode(token) is { Length: GuidLength } bytes ? new Guid(bytes) : throw Invalid();
    }

    /// <summary>The key that <see cref="After(string)"/> wrote; null for the first page, whose token is empty.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: it is not such a token.</exception>
    public static string? ReadText(string token)
    {
        if (token.Length == 0)
        {
            return null;
        }

        try
        {
            var key = Strict.GetString(Decode(token));
            // PostgreSQL has no text with U+0000.
            return key.Contains('\0') ? throw Invalid() : key;
        }
        catch (DecoderFallbackException)
        {
            throw Invalid();
        }
    }

    private static byte[] Decode(string token)
    {
        try
        {
            return Base64Url.DecodeFromChars(token);
        }
        catch (FormatException)
        {
            throw Invalid();
        }
    }

    private static ProblemException Invalid() => ProblemException.Invalid([new("page_token", "is not a valid page token")]);
}
