using A2A.V1;
using Ecommerce.ServiceDefaults.A2A.Push;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Tasks;
using Google.Protobuf.WellKnownTypes;
using AgentTask = A2A.V1.Task;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>A task that a message begins, or sets going again.</summary>
/// <param name="Key">The task.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="ContextId">Its context.</param>
/// <param name="Said">The message.</param>
/// <param name="Hash">SHA-256 of the message as it was sent.</param>
internal sealed record NewTask(TaskKey Key, TaskOwner Owner, string ContextId, Message Said, byte[] Hash)
{
    /// <summary>What is called; null if the message names nothing.</summary>
    public string? Capability { get; init; }

    /// <summary>The key under which it is called.</summary>
    public IdempotencyKey? Idempotency { get; init; }

    /// <summary>Who works on it; null if it waits for its owner.</summary>
    public Guid? Holder { get; init; }

    /// <summary>The message that explains for what it waits, or which approval it carries out.</summary>
    public Message? Note { get; init; }

    /// <summary>Who is told of it by push notifications; null if nobody is.</summary>
    public NewPush? Push { get; init; }

    /// <summary>How it stands as it is begun.</summary>
    public TaskState State => Holder is null ? TaskState.InputRequired : TaskState.Working;

    /// <summary>The task as it is begun, as the protocol has it.</summary>
    public AgentTask ToMessage(DateTimeOffset at)
    {
        var task = new AgentTask
        {
            Id = Said.TaskId,
            ContextId = ContextId,
            Status = new() { State = State, Message = Note, Timestamp = at.ToTimestamp() },
            History = { Said },
        };
        SkillName.Tell(task, Capability);
        return task;
    }
}

/// <summary>A task whose holder is gone.</summary>
/// <param name="Begun">The task as its last message asked for it; see <see cref="NewTask"/>.</param>
/// <param name="ChangedAt">Since when it stands as it does.</param>
/// <param name="LastTold">The event of the work behind it that was told last; 0 if none was.</param>
internal sealed record AbandonedTask(NewTask Begun, DateTimeOffset ChangedAt, long LastTold);
