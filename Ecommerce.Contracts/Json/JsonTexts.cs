using System.Text.Json;

namespace Ecommerce.Contracts.Json;

/// <summary>The texts of a JSON document that somebody else wrote.</summary>
public static class JsonTexts
{
    /// <summary>Reads each of them: half of a surrogate pair (RFC 8259, 8.2) fails here, before anything is done, and not later.</summary>
    /// <param name="utf8">The document.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">A text is no Unicode.</exception>
    public static void Check(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        while (json.Read())
        {
            _ = json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? json.GetString() : null;
        }
    }
}
