using System.Text.Json;

namespace Ecommerce.Contracts.Json;

/// <summary>
/// A request's JSON that keeps within what needs no schema: it is valid JSON in UTF-8, not too large, not too deep and of not too many
/// values. So the work that follows is bounded, whoever the caller is.
/// </summary>
public readonly struct BoundedJson
{
    /// <summary>The most values of a document: texts, numbers, literals, lists and objects.</summary>
    public const int MaxValues = 10_000;

    private BoundedJson(ReadOnlyMemory<byte> utf8) => Utf8 = utf8;

    /// <summary>The document.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Checks a document; allocates nothing if it is valid.</summary>
    /// <exception cref="ContractJsonException">It exceeds a bound or is not valid JSON; no field is named.</exception>
    public static BoundedJson Check(ReadOnlyMemory<byte> utf8Json)
    {
        if (utf8Json.Length > ContractJson.MaxBytes)
        {
            throw new ContractJsonException("", "is larger than 1 MiB");
        }

        if (!System.Text.Unicode.Utf8.IsValid(utf8Json.Span))
        {
            throw new ContractJsonException("", "is not valid UTF-8");
        }

        var json = new Utf8JsonReader(utf8Json.Span, ContractJson.ReaderOptions);
        try
        {
            for (var values = 0; json.Read();)
            {
                if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && json.CurrentDepth >= ContractJson.MaxDepth)
                {
                    throw new ContractJsonException("", ContractJson.TooDeep);
                }

                if (json.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray)
                    && ++values > MaxValues)
                {
                    throw new ContractJsonException("", $"has more than {MaxValues} values");
                }
            }
        }
        catch (JsonException exception)
        {
            // The exception's own text repeats input.
            throw new ContractJsonException(
                "", $"is not valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})");
        }

        return new(utf8Json);
    }

    /// <inheritdoc cref="Check(ReadOnlyMemory{byte})"/>
    public static BoundedJson Check(string json) => Check(ContractJson.Encode(json));
}
