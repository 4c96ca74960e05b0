using System.Collections.Concurrent;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.UserAgent.Erasure;

namespace Ecommerce.UserAgent.Tests.Erasure;

/// <summary>An agent that holds something of users, as a test says.</summary>
internal sealed class Holder
{
    private readonly ConcurrentQueue<string> _asked = new();

    public Holder(string agent) => Definition = new(
        agent,
        async (_, cancellationToken) =>
        {
            await Gate.WaitAsync(cancellationToken);
            return IsAway ? throw Away() : new UserData { Records = { new UserRecord { Kind = agent } } };
        },
        EraseAsync);

    /// <summary>Whether it cannot be reached.</summary>
    public bool IsAway { get; set; }

    /// <summary>Until then it answers no export.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>The users that it was asked to erase.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    public UserDataHolder Definition { get; }

    private Task EraseAsync(UserDataRequest request, CancellationToken cancellationToken)
    {
        _asked.Enqueue(request.UserId);
        return IsAway ? throw Away() : Task.CompletedTask;
    }

    private static ProblemException Away() => ProblemException.Unavailable("It is away.");
}
