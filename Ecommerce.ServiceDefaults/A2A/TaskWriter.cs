using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.ServiceDefaults.Resilience;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>Writes what happens to the tasks that this replica works on, and wakes those who follow them here.</summary>
internal sealed class TaskWriter(TaskStore store, Signals signals, TimeProvider time)
{
    /// <summary>This replica, as the database knows it.</summary>
    public Guid Holder { get; } = Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>Writes what happened to a task, and how it stands now.</summary>
    /// <exception cref="OperationCanceledException">The task is not this replica's any more; its run ends.</exception>
    public Task TellAsync(TaskRun run, TaskState state, Message? note, StreamResponse told, CancellationToken cancellationToken) =>
        TellAsync(run, state, note, told, source: null, cancellationToken);

    /// <summary>
    /// Writes what happened to a task whose work goes on after its call, by the capability's option <c>task</c>; once, however often it is
    /// told.
    /// </summary>
    /// <returns>What happened.</returns>
    /// <exception cref="OperationCanceledException">The task is not this replica's any more; its run ends.</exception>
    public async Task<Struct> TellAsync(TaskRun run, Capability capability, IMessage happened, CancellationToken cancellationToken)
    {
        var data = ContractJson.ToStruct(happened);
        var (type, detail, now) = (data.Fields["type"].StringValue, data.Fields["detail"].StringValue, store.Now());
        var state = capability.Task!.Authorize.Contains(type) ? TaskState.AuthRequired : TaskState.Working;
        var text = detail.Length == 0 ? type.Replace('_', ' ') : $"{type.Replace('_', ' ')}: {detail}";
        var note = run.Texts.Note(Guid.CreateVersion7(now), text, data);
        if (TaskProposal.Of(run.Asked.Note) is { } proposal)
        {
            // For who takes the task over.
            note.Parts.Add(TaskTexts.PartOf(proposal.Write()));
        }

        var source = CapabilityCatalogue.Find(capability.Agent, capability.Task.Progress)!.EventField!.Accessor.GetValue(happened);
        await TellAsync(run, state, note, run.Texts.Status(state, now, note), (long)source, cancellationToken);
        return data;
    }

    /// <summary>Writes that a task is about to change something by a capability, so that no replica cancels it any more.</summary>
    /// <exception cref="OperationCanceledException">The task is not this replica's any more; its run ends.</exception>
    public async Task ChangeAsync(TaskRun run, string capability, CancellationToken cancellationToken)
    {
        if (!await store.ChangeAsync(run.Key, Holder, capability, cancellationToken))
        {
            throw Lost(run);
        }
    }

    /// <summary>Writes how the work on a task ends, if the task is still this replica's.</summary>
    public Task EndAsync(TaskKey key, TaskTexts texts, TaskEnd end, CancellationToken cancellationToken)
    {
        var now = store.Now();
        var (note, events) = end.Tell(texts, now, Guid.CreateVersion7(now));
        return AppendAsync(key, end.State, note, events, source: null, cancellationToken);
    }

    private async Task TellAsync(
        TaskRun run, TaskState state, Message? note, StreamResponse told, long? source, CancellationToken cancellationToken)
    {
        if (!await AppendAsync(run.Key, state, note, [told], source, cancellationToken))
        {
            throw Lost(run);
        }
    }

    private static OperationCanceledException Lost(TaskRun run)
    {
        run.Stop();
        return new("The task is not this replica's any more.", run.End);
    }

    private async Task<bool> AppendAsync(
        TaskKey key, TaskState state, Message? note, IReadOnlyList<StreamResponse> events, long? source,
        CancellationToken cancellationToken)
    {
        var isHeld = await store.AppendAsync(key, Holder, state, note, events, source, cancellationToken);
        signals.Wake(key.Id);
        return isHeld;
    }
}
