using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>What an earlier call under the same key left; neither reply nor problem means that it still runs.</summary>
/// <param name="IsNew">There was no earlier call: this one owns the key now.</param>
/// <param name="ResourceId">The resource that the key stands for.</param>
/// <param name="Reply">The stored reply's protobuf bytes.</param>
/// <param name="Problem">The stored refusal.</param>
public sealed record IdempotencyClaim(bool IsNew, Guid ResourceId, byte[]? Reply, ProblemException? Problem)
{
    /// <summary>The stored reply; null if there is none.</summary>
    /// <exception cref="ProblemException">The stored refusal.</exception>
    public TReply? Replay<TReply>()
        where TReply : class, IMessage<TReply>, new()
    {
        if (Problem is not null)
        {
            throw Problem;
        }

        if (Reply is null)
        {
            return null;
        }

        var reply = new TReply();
        reply.MergeFrom(Reply);
        return reply;
    }
}
