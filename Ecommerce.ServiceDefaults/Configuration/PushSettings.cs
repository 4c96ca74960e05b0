using System.Net;

namespace Ecommerce.ServiceDefaults.Configuration;

/// <summary>How owners are told of their tasks; see <c>push</c> in <c>config/gateway.yaml</c>.</summary>
/// <param name="EncryptionKeyFile">A file with 32 bytes in base64, with which URLs, tokens and credentials are encrypted; empty, in
/// development alone, to keep them as they are.</param>
/// <param name="AuthorityFile">In PEM the certificates of those that may vouch for receivers; empty for those that the system
/// trusts.</param>
/// <param name="AllowedNetworks">Networks that are not public and may be called all the same.</param>
/// <param name="AllowsPlaintext">Whether receivers may be called without TLS, as in development.</param>
public sealed record PushSettings(
    string EncryptionKeyFile, string AuthorityFile, IReadOnlyList<IPNetwork> AllowedNetworks, bool AllowsPlaintext);
