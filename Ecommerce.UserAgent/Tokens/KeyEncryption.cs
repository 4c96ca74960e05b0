using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Privacy;

namespace Ecommerce.UserAgent.Tokens;

/// <summary>What encrypts the private keys that sign tokens: whoever reads a backup cannot sign.</summary>
internal static class KeyEncryption
{
    /// <summary>Reads the key of <c>tokens.encryption_key_file</c>.</summary>
    /// <exception cref="AgentSetupException">It cannot be used, or is not named outside development.</exception>
    public static SecretEncryption Create(AgentSettings settings) =>
        SecretEncryption.Create(settings, "tokens.encryption_key_file", settings.TokenEncryptionKeyFile, "docs/users.md");
}
