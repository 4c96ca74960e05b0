using System.Text.Json;

namespace Ecommerce.Contracts.Json;

/// <summary>A document of JSON, token by token, as <see cref="Utf8JsonReader"/> has them.</summary>
internal interface IJsonTokens
{
    /// <summary>What stands here.</summary>
    JsonTokenType TokenType { get; }

    /// <summary>How many objects and lists stand around it.</summary>
    int Depth { get; }

    /// <summary>The number that stands here, as text.</summary>
    ReadOnlySpan<byte> Number { get; }

    /// <summary>Goes to the next token.</summary>
    /// <returns>Whether there is one.</returns>
    bool Read();

    /// <summary>The name or the string that stands here.</summary>
    /// <exception cref="InvalidOperationException">It holds half of a surrogate pair.</exception>
    string GetString();

    /// <summary>Whether the name that stands here is this one.</summary>
    /// <exception cref="InvalidOperationException">It holds half of a surrogate pair.</exception>
    bool IsName(ReadOnlySpan<byte> utf8);

    /// <summary>The integer that stands here; false if the number is not written as one, or does not fit.</summary>
    bool TryGetInt64(out long value);

    /// <summary>The number that stands here; false if it is beyond a double.</summary>
    bool TryGetDouble(out double value);
}
