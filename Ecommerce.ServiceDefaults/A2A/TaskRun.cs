using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Database;
using Google.Protobuf;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>A task that this replica works on, or is about to.</summary>
/// <param name="asked">The task as its message asks for it.</param>
/// <param name="isFollowUp">Whether the message goes to a task that waits for it.</param>
/// <param name="texts">What is said of it.</param>
/// <param name="call">Its caller's call.</param>
/// <param name="method">The capability's method.</param>
/// <param name="read">Reads the capability's request.</param>
internal sealed class TaskRun(
    NewTask asked, bool isFollowUp, TaskTexts texts, InboundCall call, CapabilityMethod method, Func<IMessage> read)
{
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NewTask Asked => asked;

    public TaskKey Key => asked.Key;

    public bool IsFollowUp => isFollowUp;

    public TaskTexts Texts => texts;

    public InboundCall Call => call;

    public CapabilityMethod Method => method;

    public Capability Capability => method.Capability;

    public Func<IMessage> Read => read;

    /// <summary>There is a task, this one or the one that the same message began before; or the call is refused.</summary>
    public TaskCompletionSource<TaskKey> Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The work on the task is not this replica's any more.</summary>
    public CancellationToken End => Ending.Token;

    /// <summary>This replica stops: what only waits is left to another.</summary>
    public Task Left => _left.Task;

    /// <summary>All of the work.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    /// <summary>Whether there is a task, and this replica works on it.</summary>
    public bool IsHeld { get; set; }

    /// <summary>The key under which the capability is called; null without one.</summary>
    public IdempotencyKey? Idempotency { get; set; }

    /// <summary>The telling of what happens meanwhile; see <see cref="TaskProgress"/>.</summary>
    public Task Telling { get; set; } = Task.CompletedTask;

    /// <summary>Whether what happened last says that the work was undone.</summary>
    public bool IsUndone { get; set; }

    /// <summary>The items of its stream so far.</summary>
    public int Items { get; set; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; set; }

    /// <summary>Ends the work.</summary>
    public void Stop() => Ending.Cancel();

    /// <summary>Leaves what only waits to another replica.</summary>
    public void Leave() => _left.TrySetResult();

    // Never disposed: it holds nothing, and whoever stops the run may come when it is over.
    private CancellationTokenSource Ending { get; } = new();
}
