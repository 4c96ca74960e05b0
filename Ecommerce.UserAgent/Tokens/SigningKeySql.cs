namespace Ecommerce.UserAgent.Tokens;

/// <summary>The statements on signing keys. There are few, and they are read together.</summary>
internal static class SigningKeySql
{
    /// <summary>One change at a time. The number is arbitrary, and the same in every version of the code.</summary>
    public const string Lock = "SELECT pg_advisory_xact_lock(7954321900113422)";

    /// <summary>
    /// $1: now, $2: the encrypting key, or null for none, $3: until when the key must be published at least. The key that signs: the last
    /// that has begun, and on a clock that is behind the one on which the first began, the first.
    /// </summary>
    public const string Current =
        """
        SELECT key_id, public_key, private_key FROM signing_keys
        WHERE sealed_with IS NOT DISTINCT FROM $2 AND (published_until IS NULL OR published_until > $3)
        ORDER BY greatest(signs_from, $1), signs_from DESC LIMIT 1
        """;

    /// <summary>$1: now. The keys that verify, the one that signs last first.</summary>
    public const string Published =
        "SELECT key_id, public_key FROM signing_keys WHERE published_until IS NULL OR published_until > $1 ORDER BY signs_from DESC";

    /// <summary>$1: key, $2: public key, $3: private key, $4: the encrypting key, $5: from when it signs.</summary>
    public const string Insert =
        "INSERT INTO signing_keys (key_id, public_key, private_key, sealed_with, signs_from) VALUES ($1, $2, $3, $4, $5)";

    /// <summary>$1: until when keys that another one follows verify.</summary>
    public const string Retire = "UPDATE signing_keys SET published_until = $1 WHERE published_until IS NULL";

    /// <summary>$1: now.</summary>
    public const string Delete = "DELETE FROM signing_keys WHERE published_until <= $1";
}
