using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Builtins of encodings (base64, hexadecimal, query strings) and digests.</summary>
internal static class EncodingBuiltins
{
    private static readonly UTF8Encoding Utf8 = new(false, false);

    internal static Builtin[] All { get; } =
    [
        Map("base64.encode", text => Convert.ToBase64String(Utf8.GetBytes(text))),
        Map("base64.decode", text => Utf8.GetString(Decode(text))),
        new("base64.is_valid", [Kinds.String], Kinds.Boolean, (_, arguments) => RegoValue.From(Base64.IsValid(arguments.Text(0)))),
        Map("base64url.encode", text => Convert.ToBase64String(Utf8.GetBytes(text)).Replace('+', '-').Replace('/', '_')),
        Map("base64url.encode_no_pad", text => Base64Url.EncodeToString(Utf8.GetBytes(text))),
        Map("base64url.decode", text => Utf8.GetString(Decode(Pad(text.Replace('-', '+').Replace('_', '/'))))),
        Map("hex.encode", text => Convert.ToHexStringLower(Utf8.GetBytes(text))),
        Map("hex.decode", text => Utf8.GetString(FromHex(text))),
        Map("urlquery.encode", QueryText.Encode),
        Map("urlquery.decode", QueryText.Decode),
        new("urlquery.encode_object", [Kinds.Object], Kinds.String, (_, arguments) => QueryText.EncodeObject(arguments.Object(0))),
        new("urlquery.decode_object", [Kinds.String], Kinds.Object, (_, arguments) => QueryText.DecodeObject(arguments.Text(0))),
        Map("crypto.sha256", text => Convert.ToHexStringLower(SHA256.HashData(Utf8.GetBytes(text)))),
        Mac("crypto.hmac.sha256", HMACSHA256.HashData),
        Mac("crypto.hmac.sha512", HMACSHA512.HashData),
        new("crypto.hmac.equal", [Kinds.String, Kinds.String], Kinds.Boolean, (_, arguments) => RegoValue.From(
            CryptographicOperations.FixedTimeEquals(Utf8.GetBytes(arguments.Text(0)), Utf8.GetBytes(arguments.Text(1))))),
    ];

    private static Builtin Map(string name, Func<string, string> map) =>
        new(name, [Kinds.String], Kinds.String, (_, arguments) => RegoString.Of(map(arguments.Text(0))));

    private static Builtin Mac(string name, Func<byte[], byte[], byte[]> mac) =>
        new(name, [Kinds.String, Kinds.String], Kinds.String, (_, arguments) => RegoString.Of(
            Convert.ToHexStringLower(mac(Utf8.GetBytes(arguments.Text(1)), Utf8.GetBytes(arguments.Text(0))))));

    private static byte[] Decode(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw new BuiltinException("illegal base64 data");
        }
    }

    private static byte[] FromHex(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && char.IsAsciiHexDigit((char)rune.Value))
            {
                continue;
            }

            throw new BuiltinException(
                string.Create(CultureInfo.InvariantCulture, $"encoding/hex: invalid byte: U+{rune.Value:X4} '{rune}'"));
        }

        return text.Length % 2 == 0 ? Convert.FromHexString(text) : throw new BuiltinException("encoding/hex: odd length hex string");
    }

    private static string Pad(string text) =>
        text.EndsWith('=') ? text : text.PadRight((text.Length + 3) / 4 * 4, '=');
}
