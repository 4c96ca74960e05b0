using A2A.V1;
using Ecommerce.ServiceDefaults.Resilience;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>Writes what happens to the tasks that this replica works on, and wakes those who follow them here.</summary>
internal sealed class TaskWriter(TaskStore store, Signals signals, TimeProvider time)
{
    /// <summary>This replica, as the database knows it.</summary>
    public Guid Holder { get; } = Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>Writes what happened to a task, and how it stands now.</summary>
    /// <returns>False if the task is not this replica's any more.</returns>
    public async Task<bool> TellAsync(
        TaskKey key, TaskState state, Message? note, IReadOnlyList<StreamResponse> events, CancellationToken cancellationToken)
    {
        var isHeld = await store.AppendAsync(key, Holder, state, note, events, cancellationToken);
        signals.Wake(key.Id);
        return isHeld;
    }

    /// <summary>Writes a task's end.</summary>
    /// <inheritdoc cref="TellAsync"/>
    public Task<bool> EndAsync(TaskKey key, TaskTexts texts, string capability, TaskEnd end, CancellationToken cancellationToken)
    {
        var now = store.Now();
        var (note, events) = end.Tell(texts, capability, now, Guid.CreateVersion7(now));
        return TellAsync(key, end.State, note, events, cancellationToken);
    }
}
