using System.Buffers.Text;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.OrderAgent;

/// <summary>Where the next page begins. Opaque to callers.</summary>
internal static class PageToken
{
    private const int Length = 16;

    /// <summary>The token of the page after an order.</summary>
    public static string After(Guid orderId) => Base64Url.EncodeToString(orderId.ToByteArray());

    /// <summary>The last order of the page before; null for the first page.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: no such token was given out.</exception>
    public static Guid? Read(string token)
    {
        if (token.Length == 0)
        {
            return null;
        }
        var bytes = new byte[Length];
        return token.Length == Base64Url.GetEncodedLength(Length) && Base64Url.IsValid(token)
            && Base64Url.TryDecodeFromChars(token, bytes, out var written) && written == Length
            ? new Guid(bytes)
            : throw ProblemException.Invalid([new("page_token", "must be a token of an earlier page")]);
    }
}
