using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>What every repeat of a call is answered: a reply, without its secret fields, or a refusal.</summary>
public sealed record IdempotencyOutcome
{
    private IdempotencyOutcome(IdempotencyKey key, Guid? resourceId, byte[]? reply, ProblemException? problem) =>
        (Key, ResourceId, Reply, Problem) = (key, resourceId, reply, problem);

    internal IdempotencyKey Key { get; }

    internal Guid? ResourceId { get; }

    internal byte[]? Reply { get; }

    internal ProblemException? Problem { get; }

    /// <summary>A reply.</summary>
    /// <param name="key">The call's key.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="resourceId">The resource for which the key was claimed, where so much time may have passed since that the key has
    /// expired and been claimed for another one, whose outcome this is not; null elsewhere.</param>
    public static IdempotencyOutcome Of(IdempotencyKey key, IMessage reply, Guid? resourceId = null) =>
        new(key, resourceId, Secrets.Without(reply).ToByteArray(), problem: null);

    /// <summary>A refusal.</summary>
    /// <inheritdoc cref="Of(IdempotencyKey, IMessage, Guid?)"/>
    public static IdempotencyOutcome Of(IdempotencyKey key, ProblemException problem, Guid? resourceId = null) =>
        new(key, resourceId, reply: null, problem);
}
