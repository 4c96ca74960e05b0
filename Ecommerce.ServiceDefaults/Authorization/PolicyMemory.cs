using Ecommerce.ServiceDefaults.Decisions;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>
/// Answers of one revision of the policies, each kept with everything in the request that the evaluation may have read. It holds a fixed
/// number of answers; when a place is taken, a new answer replaces an old one. Only answers that allow are kept: a caller can be denied in
/// as many ways as it likes, and would so displace what is kept for others. Thread-safe, without locks.
/// </summary>
internal sealed class PolicyMemory
{
    /// <summary>The most answers that are kept.</summary>
    public const int Capacity = Sets * Ways;

    // A power of two.
    private const int Sets = 256;

    // The places for questions with the same hash.
    private const int Ways = 4;

    private readonly Entry?[] _entries = new Entry?[Capacity];

    /// <summary>The number of answers that are kept.</summary>
    public int Count => _entries.Count(entry => entry is not null);

    /// <summary>The answer to the same question; null if none is kept.</summary>
    /// <param name="rule">What is asked for.</param>
    /// <param name="request">What is asked about.</param>
    public PolicyAnswer? Find(PolicyRule rule, AuthorizationRequest request)
    {
        var hash = Hash(rule, request);
        return Find(hash, rule, request, isForUser: false) ?? Find(WithUser(hash, request), rule, request, isForUser: true);
    }

    /// <summary>Keeps an answer if it allows.</summary>
    /// <param name="rule">What was asked for.</param>
    /// <param name="request">What was asked about. Its message must not have been read.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="isForUser">Whether the user was read, so that the answer may be another one for another user.</param>
    public void Keep(PolicyRule rule, AuthorizationRequest request, PolicyAnswer answer, bool isForUser)
    {
        if (!answer.Decision.Allow)
        {
            return;
        }

        var hash = Hash(rule, request);
        hash = isForUser ? WithUser(hash, request) : hash;
        var places = Places(hash);
        var place = places.IndexOf((Entry?)null);
        places[place < 0 ? Random.Shared.Next(Ways) : place] = new Entry(hash, rule, request, answer, isForUser);
    }

    private PolicyAnswer? Find(int hash, PolicyRule rule, AuthorizationRequest request, bool isForUser)
    {
        foreach (var entry in Places(hash))
        {
            if (entry is not null && entry.IsFor(hash, rule, request, isForUser))
            {
                return entry.Answer;
            }
        }

        return null;
    }

    private Span<Entry?> Places(int hash) => _entries.AsSpan((hash & (Sets - 1)) * Ways, Ways);

    // Of strings, the hash differs in each process. The agent's own ID is part of every question, and most callers act for themselves.
    private static int Hash(PolicyRule rule, AuthorizationRequest request) => HashCode.Combine(
        rule, request.Direction, request.Direction == Direction.Inbound ? request.Caller : request.Callee, request.Action,
        request.Actor == request.Caller ? null : request.Actor, request.TokenScope);

    private static int WithUser(int hash, AuthorizationRequest request) => HashCode.Combine(hash, request.UserId);

    private sealed class Entry(int hash, PolicyRule rule, AuthorizationRequest request, PolicyAnswer answer, bool isForUser)
    {
        // Not the request itself, which holds the message.
        private readonly Direction _direction = request.Direction;
        private readonly string _caller = request.Caller;
        private readonly string _callee = request.Callee;
        private readonly string _action = request.Action;
        private readonly string _actor = request.Actor;
        private readonly string? _scope = request.TokenScope;
        private readonly string? _user = isForUser ? request.UserId : null;

        public PolicyAnswer Answer { get; } = answer;

        public bool IsFor(int otherHash, PolicyRule otherRule, AuthorizationRequest other, bool isForUserToo) =>
            otherHash == hash && isForUserToo == isForUser && otherRule == rule && other.Direction == _direction
            && other.Caller == _caller && other.Callee == _callee && other.Action == _action && other.Actor == _actor
            && other.TokenScope == _scope
            && (!isForUser || other.UserId == _user);
    }
}
