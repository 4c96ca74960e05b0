using System.Runtime.CompilerServices;
using A2A.Errors;
using A2A.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Resilience;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// What happens to a task, for those who follow it: at once where this replica works on it, within <see cref="PollInterval"/> where another
/// does.
/// </summary>
internal sealed class TaskFollower(TaskStore store, Signals signals)
{
    private const int PageSize = 100;

    private static TimeSpan PollInterval => NotificationListener.PollInterval;

    /// <summary>Each event after one, in order, until the task has ended.</summary>
    /// <exception cref="A2AException">The database cannot be reached.</exception>
    public async IAsyncEnumerable<StreamResponse> FollowAsync(
        TaskKey key, int after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var subscription = signals.Subscribe(key.Id);
        var last = after;
        while (await ProblemErrors.ToldAsync(() => store.EventsAfterAsync(key, last, PageSize, cancellationToken)) is { } page)
        {
            foreach (var (number, told) in page.Events)
            {
                yield return told;
                last = number;
            }

            if (page.HasEnded)
            {
                yield break;
            }

            if (page.Events.Count < PageSize)
            {
                await subscription.WaitAsync(PollInterval, cancellationToken);
            }
        }
    }

    /// <summary>Something happened to a task.</summary>
    public void Wake(Guid id) => signals.Wake(id);
}
