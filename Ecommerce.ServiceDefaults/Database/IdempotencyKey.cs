using System.Security.Cryptography;
using System.Text;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
using Google.Protobuf;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>What makes a repeat of a call the same call.</summary>
/// <param name="Scope">SHA-256 of actor, user, capability and key; without actor and user the request's hash stands in their place.</param>
/// <param name="RequestHash">
/// SHA-256 of the canonical request: its protobuf bytes, which the parser has put in field order, with the key in its field wherever the
/// caller gave it, and without its secret fields, which such a hash would give away.
/// </param>
public sealed record IdempotencyKey(byte[] Scope, byte[] RequestHash)
{
    /// <param name="capability">What is called.</param>
    /// <param name="actor">For whom; null if nobody knows.</param>
    /// <param name="userId">The end user, if there is one.</param>
    /// <param name="key">The caller's key; null or empty without one.</param>
    /// <param name="request">The capability's request.</param>
    internal static IdempotencyKey? Create(Capability capability, string? actor, string? userId, string? key, IMessage request)
    {
        if (string.IsNullOrEmpty(key))
        {
            return null;
        }

        var requestHash = SHA256.HashData(IdempotencyKeys.Place(key, Secrets.Without(request)).ToByteArray());
        // Strangers may hit upon each other's keys: nobody but who sends the same request comes upon the reply.
        var who = actor ?? (userId is null ? Convert.ToHexString(requestHash) : "");
        // Each part is preceded by its length, so that no two lists of parts give the same bytes.
        string[] parts = [who, userId ?? "", capability.Agent, capability.Name, key];
        var text = string.Concat(parts.Select(part => $"{part.Length}:{part}"));
        return new(SHA256.HashData(Encoding.UTF8.GetBytes(text)), requestHash);
    }
}
