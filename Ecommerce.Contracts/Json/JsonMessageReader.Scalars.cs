using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ecommerce.Contracts.Layout;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts.Json;

internal readonly partial struct JsonMessageReader<TTokens>
{
    private static readonly string[] Rfc3339 = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    private string NotTooLong(FieldLayout field, string text) =>
        holdsRules && field.MaxLength > 0 && text.Length > field.MaxLength && text.EnumerateRunes().Count() > field.MaxLength
            ? throw Error($"must have at most {field.MaxLength} characters")
            : text;

    private string ReadString(ref TTokens json) =>
        json.TokenType == JsonTokenType.String ? Text(ref json) : throw Error("must be a string");

    private ByteString ReadBytes(ref TTokens json)
    {
        var bytes = json.TokenType == JsonTokenType.String ? Encoding.UTF8.GetBytes(Text(ref json)) : [];
        return json.TokenType == JsonTokenType.String && Base64.DecodeFromUtf8InPlace(bytes, out var length) == OperationStatus.Done
            ? UnsafeByteOperations.UnsafeWrap(bytes.AsMemory(0, length))
            : throw Error("must be base64 in a string");
    }

    private Int128 ReadInteger(ref TTokens json, Int128 min, Int128 max)
    {
        if (json.TokenType != JsonTokenType.Number)
        {
            throw Error("must be a whole number");
        }

        Int128 number = json.TryGetInt64(out var plain) ? plain : ReadIntegralDecimal(json.Number);
        return number >= min && number <= max ? number : throw Error($"must be from {min} to {max}");
    }

    // 2.0 and 2e3 are whole numbers as well. A text of 28 bytes fits a decimal unrounded, unless it is so small that it becomes zero.
    private Int128 ReadIntegralDecimal(ReadOnlySpan<byte> text)
    {
        if (text.Length > 28 || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            throw Error("is out of range");
        }

        return decimal.IsInteger(number) && (number != 0 || !text.ContainsAnyInRange((byte)'1', (byte)'9'))
            ? (Int128)number
            : throw Error("must be a whole number");
    }

    // The digits as sent: a double would change them. An exponent is written out; a text of 28 bytes fits a decimal unrounded, unless it is
    // so small that it has more digits than any currency.
    private string ReadAmount(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny("eE"u8) < 0)
        {
            return Encoding.ASCII.GetString(text);
        }

        return text.Length <= 28 && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            ? amount.ToString(CultureInfo.InvariantCulture)
            : throw Error("is out of range");
    }

    private double ReadDouble(ref TTokens json)
    {
        if (json.TokenType != JsonTokenType.Number)
        {
            throw Error("must be a number");
        }

        return json.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Error("is out of range");
    }

    private void ReadTimestamp(ref TTokens json, Timestamp timestamp)
    {
        if (!DateTimeOffset.TryParseExact(
            ReadString(ref json), Rfc3339, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            throw Error("must be a time of RFC 3339, such as 2030-01-31T12:00:00Z");
        }

        timestamp.MergeFrom(Timestamp.FromDateTimeOffset(time));
    }
}
