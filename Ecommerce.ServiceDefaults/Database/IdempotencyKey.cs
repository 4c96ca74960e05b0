using System.Security.Cryptography;
using System.Text;
using Ecommerce.Contracts;
using Google.Protobuf;

namespace Ecommerce.ServiceDefaults;

/// <summary>What makes a repeat of a call the same call.</summary>
/// <param name="Scope">SHA-256 of actor, user, capability and key.</param>
/// <param name="RequestHash">SHA-256 of the canonical request: its protobuf bytes, which the parser has put in field order.</param>
public sealed record IdempotencyKey(byte[] Scope, byte[] RequestHash)
{
    internal static IdempotencyKey? Create(Capability capability, string actor, string? userId, string? key, IMessage request)
    {
        if (string.IsNullOrEmpty(key))
        {
            return null;
        }

        // Each part is preceded by its length, so that no two lists of parts give the same bytes.
        string[] parts = [actor, userId ?? "", capability.Agent, capability.Name, key];
        var text = string.Concat(parts.Select(part => $"{part.Length}:{part}"));
        return new(SHA256.HashData(Encoding.UTF8.GetBytes(text)), SHA256.HashData(request.ToByteArray()));
    }
}
