using System.Text.Json;

namespace Ecommerce.Contracts.Json;

/// <summary>The tokens of JSON as text.</summary>
internal ref struct Utf8JsonTokens(ReadOnlySpan<byte> utf8) : IJsonTokens
{
    private Utf8JsonReader _json = new(utf8, ContractJson.ReaderOptions);

    public readonly JsonTokenType TokenType => _json.TokenType;

    public readonly int Depth => _json.CurrentDepth;

    public readonly ReadOnlySpan<byte> Number => _json.ValueSpan;

    public bool Read() => _json.Read();

    public readonly string GetString() => _json.GetString()!;

    public readonly bool IsName(ReadOnlySpan<byte> utf8) => _json.ValueTextEquals(utf8);

    public readonly bool TryGetInt64(out long value) => _json.TryGetInt64(out value);

    public readonly bool TryGetDouble(out double value) => _json.TryGetDouble(out value);
}
