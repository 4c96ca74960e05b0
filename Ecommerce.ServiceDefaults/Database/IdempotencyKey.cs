
namespace Ecommerce.ServiceDefaults.Database;

/// <summary>What makes a repeat of a call the same call.</summary>
/// <param name="Scope">SHA-256 of actor, user, capability and key; without actor and user the request's hash takes their place.</param>
/// <param name="RequestHash">
/// SHA-256 of the canonical request: its protobuf bytes, which the parser has put in field order, with the key in its field wherever the
/// caller gave it, and without its secret fields, which such a hash would give away.
/// </param>
public sealed record IdempotencyKey(byte[] Scope, byte[] RequestHash);
