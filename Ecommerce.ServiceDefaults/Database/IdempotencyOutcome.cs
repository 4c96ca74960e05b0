using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>What every repeat of a call is answered: a reply, without its secret fields, or a refusal.</summary>
public sealed record IdempotencyOutcome
{
    private IdempotencyOutcome(IdempotencyKey key, byte[]? reply, ProblemException? problem) =>
        (Key, Reply, Problem) = (key, reply, problem);

    internal IdempotencyKey Key { get; }

    internal byte[]? Reply { get; }

    internal ProblemException? Problem { get; }

    /// <summary>A reply.</summary>
    public static IdempotencyOutcome Of(IdempotencyKey key, IMessage reply) =>
        new(key, Secrets.Without(reply).ToByteArray(), problem: null);

    /// <summary>A refusal.</summary>
    public static IdempotencyOutcome Of(IdempotencyKey key, ProblemException problem) => new(key, reply: null, problem);
}
