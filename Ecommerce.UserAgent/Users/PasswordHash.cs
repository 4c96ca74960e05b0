using System.Globalization;
using System.Security.Cryptography;

namespace Ecommerce.UserAgent.Users;

/// <summary>
/// A password as PBKDF2-HMAC-SHA-512 (RFC 8018, 5.2). Its text is of the PHC string format, which carries the parameters, so that they can
/// be raised: <c>$pbkdf2-sha512$i=210000$salt$hash</c>, base64 without padding.
/// </summary>
/// <param name="Iterations">How often the function is applied.</param>
/// <param name="Salt">Drawn anew for each hash.</param>
/// <param name="Hash">What the function gives.</param>
internal sealed record PasswordHash(int Iterations, byte[] Salt, byte[] Hash)
{
    private const string Name = "pbkdf2-sha512";
    private const int SaltBytes = 16;
    private const int HashBytes = 64;

    /// <summary>Hashes a password with a new salt.</summary>
    public static PasswordHash Create(string password, int iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new(iterations, salt, Derive(password, salt, iterations));
    }

    /// <summary>The hash of a password that nobody knows.</summary>
    public static PasswordHash OfNobody(int iterations) =>
        new(iterations, RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(HashBytes));

    /// <summary>Reads the text.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static PasswordHash Parse(string text) => text.Split('$') is ["", Name, ['i', '=', .. var iterations], var salt, var hash]
        ? new(int.Parse(iterations, CultureInfo.InvariantCulture), Decode(salt), Decode(hash))
        : throw new FormatException("This is not a hash of a password.");

    /// <summary>Whether the password is the one that was hashed. Takes as long whichever it is.</summary>
    public bool IsOf(string password) => CryptographicOperations.FixedTimeEquals(Derive(password, Salt, Iterations), Hash);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"${Name}$i={Iterations}${Encode(Salt)}${Encode(Hash)}");

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, HashBytes);

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] Decode(string text) => Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
}
