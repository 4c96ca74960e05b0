
namespace Ecommerce.ServiceDefaults.Database;

/// <summary>What makes a repeat of a call the same call.</summary>
/// <param name="Scope">SHA-256 of actor, user, capability and key; without actor and user the request's hash takes their place.</param>
/// <param name="RequestHash">
/// SHA-256 of the canonical request: its protobuf bytes, which the parser has put in field order, with the key in its field even if
/// the caller gave it in the header, and without its secret fields, which could be guessed from such a hash.
/// </param>
public sealed record IdempotencyKey(byte[] Scope, byte[] RequestHash)
{
    /// <summary>Until when a repeat waits for the first call's outcome.</summary>
    public DateTimeOffset AnswerBy { get; init; } = DateTimeOffset.MaxValue;
}
