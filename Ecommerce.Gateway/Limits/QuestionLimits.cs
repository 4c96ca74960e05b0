using System.Threading.RateLimiting;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tasks;

namespace Ecommerce.Gateway.Limits;

/// <summary>
/// Bounds the questions in plain words, by user (or by SPIFFE ID, where no user is signed in) and those under way in all: each takes a
/// model's time and money.
/// </summary>
internal sealed class QuestionLimits(AgentSettings settings) : IDisposable
{
    private const int MaxConcurrent = 100;
    private const int MaxConcurrentOfOwner = 3;

    // Counted by hash, as callers are.
    private const int Owners = 65_536;

    // The minute's comes last, so that what the others refuse takes nothing from it.
    private readonly PartitionedRateLimiter<int> _questions = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<int, int>(owner => RequestLimits.AtOnce(owner, MaxConcurrentOfOwner)),
        PartitionedRateLimiter.Create<int, bool>(_ => RequestLimits.AtOnce(true, MaxConcurrent)),
        PartitionedRateLimiter.Create<int, int>(owner => RateLimitPartition.GetFixedWindowLimiter(owner, _ => new()
        {
            PermitLimit = settings.Limits.UserQuestionsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        })));

    /// <summary>Lets a question through until the result is disposed of.</summary>
    /// <exception cref="ProblemException"><c>rate_limited</c>.</exception>
    public IDisposable Enter(TaskOwner owner)
    {
        var lease = _questions.AttemptAcquire((int)((uint)HashCode.Combine(owner.UserId ?? owner.Actor) % Owners));
        return lease.IsAcquired ? lease : throw RateLimiting.Refusal(lease, GatewayTelemetry.Questions, "Too many questions.");
    }

    /// <inheritdoc/>
    public void Dispose() => _questions.Dispose();
}
