using System.Net.Mime;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using A2A.Errors;
using A2A.Server;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.A2A.Push;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Privacy;
using Ecommerce.ServiceDefaults.Tasks;
using Google.Protobuf;
using AgentTask = A2A.V1.Task;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// The Agent2Agent protocol over the agent's capabilities: skills are those that the caller may see, and a message is a call of one. What
/// is done with tasks is decided by the policy like a capability, and a task is there for its owner alone.
/// </summary>
internal sealed class AgentTaskHandler(
    AgentInfo agent, AgentAddress address, AgentCards cards, AgentSkills skills, CapabilityInvoker invoker, TaskCalls calls,
    TaskWords words, TaskCancellation cancellation, TaskStore store, TaskLists lists, TaskFollower follower, TimeProvider time,
    TaskPushes? pushes = null)
    : A2AHandler
{
    // Indexes hold them.
    private const int LongestId = 255;
    private const int LargestMessage = 64 * 1024;

    /// <inheritdoc/>
    public override AgentCapabilities Capabilities => cards.Capabilities;

    /// <inheritdoc/>
    public override ValueTask<AgentCard> GetAgentCardAsync(A2ACall call, CancellationToken cancellationToken) =>
        new(ToldAsync(async () =>
        {
            var caller = CallerOf(call);
            await invoker.AllowAsync(AuthorizationRequest.CardAction, caller.Peer, caller.Tokens, cancellationToken);
            return await CardAsync(call, caller, cancellationToken);
        }));

    /// <inheritdoc/>
    public override ValueTask<AgentCard?> GetExtendedAgentCardAsync(
        GetExtendedAgentCardRequest request, A2ACall call, CancellationToken cancellationToken) =>
        new(ToldAsync(async Task<AgentCard?> () =>
        {
            // The card is each caller's already; this one is for who is known (A2A 3.1.11).
            var caller = CallerOf(call);
            await AllowAsync(AuthorizationRequest.CardAction, caller, cancellationToken);
            return await CardAsync(call, caller, cancellationToken);
        }));

    /// <inheritdoc/>
    public override async IAsyncEnumerable<StreamResponse> SendMessageAsync(
        SendMessageRequest request, A2ACall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (key, task) = await ToldAsync(async () =>
        {
            var key = await BeginAsync(request, CallerOf(call), cancellationToken).WaitAsync(cancellationToken);
            return (key, await FindAsync(key, cancellationToken));
        });
        yield return new() { Task = task.ToMessage(agent.Name) };
        await foreach (var told in follower.FollowAsync(key, task.LastEvent, cancellationToken))
        {
            yield return told;
        }
    }

    /// <inheritdoc/>
    public override Task<AgentTask> GetTaskAsync(GetTaskRequest request, A2ACall call, CancellationToken cancellationToken) =>
        ToldAsync(async () =>
        {
            var key = await KeyAsync(AuthorizationRequest.TaskGetAction, request.Id, call, cancellationToken);
            return (await FindAsync(key, cancellationToken)).ToMessage(agent.Name);
        });

    /// <inheritdoc/>
    public override Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, A2ACall call, CancellationToken cancellationToken) =>
        ToldAsync(async () =>
        {
            var owner = await AllowAsync(AuthorizationRequest.TaskListAction, CallerOf(call), cancellationToken);
            var (page, total) = await lists.ReadAsync(TaskKey.HashOf(owner), request, cancellationToken);
            return new ListTasksResponse
            {
                Tasks = { page.Rows.Select(row => row.ToMessage(agent.Name)) },
                NextPageToken = page.NextToken,
                TotalSize = total,
            };
        });

    /// <inheritdoc/>
    public override Task<AgentTask> CancelTaskAsync(CancelTaskRequest request, A2ACall call, CancellationToken cancellationToken) =>
        ToldAsync(async () =>
        {
            var owner = await AllowAsync(AuthorizationRequest.TaskCancelAction, CallerOf(call), cancellationToken);
            var key = new TaskKey(IdOf(request.Id), TaskKey.HashOf(owner));
            var task = await FindAsync(key, cancellationToken);
            await words.WithdrawAsync(task, owner, cancellationToken);
            var isCanceled = await cancellation.CancelAsync(key, task, CallerOf(call), cancellationToken);
            return isCanceled
                ? (await FindAsync(key, cancellationToken)).ToMessage(agent.Name)
                : throw new A2AException(A2AError.TaskNotCancelable);
        });

    /// <inheritdoc/>
    public override async IAsyncEnumerable<StreamResponse> SubscribeToTaskAsync(
        SubscribeToTaskRequest request, A2ACall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (key, task) = await ToldAsync(async () =>
        {
            var key = await KeyAsync(AuthorizationRequest.TaskSubscribeAction, request.Id, call, cancellationToken);
            return (key, await FindAsync(key, cancellationToken));
        });
        yield return new() { Task = task.ToMessage(agent.Name) };
        await foreach (var told in follower.FollowAsync(key, task.LastEvent, cancellationToken))
        {
            yield return told;
        }
    }

    /// <inheritdoc/>
    public override Task<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(
        TaskPushNotificationConfig request, A2ACall call, CancellationToken cancellationToken) =>
        ToldAsync(async () => await pushes!.CreateAsync(
            await PushKeyAsync(request.TaskId, call, cancellationToken), request, cancellationToken));

    /// <inheritdoc/>
    public override Task<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(
        GetTaskPushNotificationConfigRequest request, A2ACall call, CancellationToken cancellationToken) =>
        ToldAsync(async () => await pushes!.FindAsync(
            await PushKeyAsync(request.TaskId, call, cancellationToken), request.Id, cancellationToken));

    /// <inheritdoc/>
    public override Task<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(
        ListTaskPushNotificationConfigsRequest request, A2ACall call, CancellationToken cancellationToken) =>
        ToldAsync(async () => await pushes!.ListAsync(
            await PushKeyAsync(request.TaskId, call, cancellationToken), request.PageSize, request.PageToken, cancellationToken));

    /// <inheritdoc/>
    public override Task DeleteTaskPushNotificationConfigAsync(
        DeleteTaskPushNotificationConfigRequest request, A2ACall call, CancellationToken cancellationToken) =>
        ToldAsync(async () =>
        {
            await pushes!.DeleteAsync(await PushKeyAsync(request.TaskId, call, cancellationToken), request.Id, cancellationToken);
            return true;
        });

    private async Task<TaskKey> BeginAsync(SendMessageRequest request, TaskCaller caller, CancellationToken cancellationToken)
    {
        var message = request.Message;
        var skill = SkillName.Of(request);
        var hash = Check(message, skill);
        if (skill is null)
        {
            return await SayAsync(request, hash, caller, cancellationToken);
        }

        var owner = await OwnerAsync(caller, cancellationToken);
        if (skills.Find(skill) is not { } method)
        {
            throw await invoker.UnknownAsync(caller.Peer, caller.Tokens, cancellationToken);
        }

        var isFollowUp = message.TaskId.Length > 0;
        var begun = await ToldOfAsync(TaskOf(message, hash, owner), request.Configuration, caller, cancellationToken);
        return await calls.BeginAsync(
            begun, isFollowUp, caller.To(method.Capability, KeyOf(method.Capability, begun)), method,
            () => SkillRequest.Read(method.Capability, message));
    }

    // What names no skill is for a model, where there is one, or answers a task that waits for an approval.
    private async Task<TaskKey> SayAsync(
        SendMessageRequest request, byte[] hash, TaskCaller caller, CancellationToken cancellationToken)
    {
        var message = request.Message;
        var approval = words.AreAnswered ? TaskApproval.Read(message) : null;
        var question = words.AreAnswered && message.TaskId.Length == 0 ? TaskWords.Of(message) : null;
        if (approval is null && question is null)
        {
            return await AskAsync(request, hash, caller, cancellationToken);
        }

        if (approval is not null && message.TaskId.Length == 0)
        {
            throw ProblemException.Invalid([new("message.taskId", "must be the task that waits for the approval")]);
        }

        // A question is decided on as it is answered. An answer to a task may lead to nothing more, where it declines or is a repeat.
        var owner = approval is null
            ? await OwnerAsync(caller, cancellationToken)
            : await AllowAsync(AuthorizationRequest.TaskAskAction, caller, cancellationToken);
        var asked = TaskOf(message, hash, owner);
        asked = await ToldOfAsync(asked, request.Configuration, caller, cancellationToken);
        return approval is null
            ? await words.AskAsync(asked, question!, caller) : await words.ApproveAsync(asked, approval, caller, cancellationToken);
    }

    // Words alone name no skill: the caller is told which there are, and the task waits for a message that names one.
    private async Task<TaskKey> AskAsync(
        SendMessageRequest request, byte[] hash, TaskCaller caller, CancellationToken cancellationToken)
    {
        var message = request.Message;
        var owner = await AllowAsync(AuthorizationRequest.CardAction, caller, cancellationToken);
        var visible = await SkillsAsync(caller, cancellationToken);
        var field = $"message.metadata.{SkillName.Member}";
        var text = QuestionOf(field, visible);
        if (message.TaskId.Length > 0)
        {
            throw words.AreAnswered
                ? ProblemException.Invalid([new("message.parts", "must be the approval for which the task waits, or a skill's request")])
                : ProblemException.Invalid([new(field, text)]);
        }

        var begun = await ToldOfAsync(TaskOf(message, hash, owner), request.Configuration, caller, cancellationToken);
        var texts = TaskTexts.Of(agent, begun.Key, begun.ContextId);
        var (_, key) = await store.BeginAsync(
            begun with { Note = texts.Note(Guid.CreateVersion7(time.GetUtcNow()), text) }, cancellationToken);
        return key;
    }

    // What goes on after its call at another agent is a task there, which cannot be this one.
    private string QuestionOf(string field, IReadOnlyList<Capability> visible)
    {
        var begin = visible.Where(skill => skill.Task is not null && skill.Agent != agent.Name).Select(skill => skill.Name).ToList();
        var text = $"Name the skill in {field}: {ProblemException.OneOf([.. visible.Select(skill => skill.Name).Except(begin)])}.";
        return begin.Count == 0 ? text
            : $"{text} In a message without this task, which you may cancel: {ProblemException.OneOf(begin)}.";
    }

    // Whoever begins a task may have it told of, if the policy lets the caller have tasks told of.
    private async Task<NewTask> ToldOfAsync(
        NewTask begun, SendMessageConfiguration? configuration, TaskCaller caller, CancellationToken cancellationToken)
    {
        if (configuration?.TaskPushNotificationConfig is not { } push)
        {
            return begun;
        }

        await AllowAsync(AuthorizationRequest.TaskPushAction, caller, cancellationToken);
        return begun with { Push = await pushes!.CheckAsync(begun, push, cancellationToken) };
    }

    private NewTask TaskOf(Message message, byte[] hash, TaskOwner owner)
    {
        if (owner.UserId is not null && !UserTasks.AreErasedAt(agent.Name))
        {
            // It would stay when the user is erased. The gateway has such tasks itself.
            throw new ProblemException(ErrorCodes.Forbidden, $"The {agent.Name} agent has no tasks of users: send it to the gateway.");
        }

        var id = message.TaskId.Length > 0 ? IdOf(message.TaskId) : Guid.CreateVersion7(time.GetUtcNow());
        message.ContextId = message.ContextId.Length > 0 ? message.ContextId : Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        message.TaskId = TaskKey.TextOf(agent.Name, id);
        foreach (var part in message.Parts.Where(part => part.ContentCase == Part.ContentOneofCase.Text))
        {
            part.Text = Redaction.Of(part.Text);
        }

        return new(new(id, TaskKey.HashOf(owner)), owner, message.ContextId, message, hash);
    }

    private static byte[] Check(Message message, string? skill)
    {
        foreach (var (field, value) in new[] { ("messageId", message.MessageId), ("contextId", message.ContextId) })
        {
            if (value.Length > LongestId)
            {
                throw ProblemException.Invalid([new($"message.{field}", $"must have at most {LongestId} characters")]);
            }
        }

        if (message.Parts.FirstOrDefault(part => !IsTaken(part)) is { } other)
        {
            throw new A2AException(
                A2AError.ContentTypeNotSupported, $"A message has text or JSON, and no {other.ContentCase} of {other.MediaType}.".Trim());
        }

        if (message.CalculateSize() > LargestMessage)
        {
            throw ProblemException.Invalid([new("message", $"must have at most {LargestMessage} bytes")]);
        }

        // Members of a map come in any order. The skill may stand beside the message.
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true) { Deterministic = true })
        {
            message.WriteTo(output);
            output.WriteString(skill ?? "");
        }

        return SHA256.HashData(bytes.ToArray());
    }

    // Files are no request of any skill, and none is fetched.
    private static bool IsTaken(Part part) => part.ContentCase switch
    {
        Part.ContentOneofCase.Text => IsOf(part, MediaTypeNames.Text.Plain),
        Part.ContentOneofCase.Data => IsOf(part, MediaTypeNames.Application.Json),
        _ => false,
    };

    private static bool IsOf(Part part, string mediaType) =>
        part.MediaType.Length == 0 || part.MediaType.Split(';')[0].Trim().Equals(mediaType, StringComparison.OrdinalIgnoreCase);

    // What the call left under its key is the task's outcome, whoever finishes it.
    private static string? KeyOf(Capability capability, NewTask begun) =>
        capability.TakesKey && !SkillRequest.Has(begun.Said, Capability.KeyFieldName) ? $"a2a-{begun.Key.Id:N}" : null;

    private async Task<IReadOnlyList<Capability>> SkillsAsync(TaskCaller caller, CancellationToken cancellationToken)
    {
        var visible = await invoker.VisibleAsync(skills.All.Select(skill => caller.To(skill)), cancellationToken);
        return [.. skills.All.Where(skill => visible.Contains(skill.Name))];
    }

    private TaskCaller CallerOf(A2ACall call) => TaskCaller.Of(call.Http, address.IsPublic(call.Http.Connection));

    private async Task<AgentCard> CardAsync(A2ACall call, TaskCaller caller, CancellationToken cancellationToken)
    {
        var connection = call.Http.Connection;
        return cards.Of(address.Of(connection), address.IsPublic(connection), await SkillsAsync(caller, cancellationToken));
    }

    private async Task<TaskOwner> AllowAsync(string action, TaskCaller caller, CancellationToken cancellationToken) =>
        OwnerOf(await invoker.AllowAsync(action, caller.Peer, caller.Tokens, cancellationToken));

    private async Task<TaskOwner> OwnerAsync(TaskCaller caller, CancellationToken cancellationToken) =>
        OwnerOf(await invoker.IdentifyAsync(caller.Peer, caller.Tokens, cancellationToken));

    // Those of nobody in particular would be everybody's.
    private static TaskOwner OwnerOf(CallIdentity identity) => identity.IsAnonymous
        ? throw new ProblemException(ErrorCodes.Unauthenticated, "Tasks belong to who is known.")
        : new(identity.Actor, identity.UserId);

    private Task<TaskKey> PushKeyAsync(string id, A2ACall call, CancellationToken cancellationToken) =>
        KeyAsync(AuthorizationRequest.TaskPushAction, id, call, cancellationToken);

    private async Task<TaskKey> KeyAsync(string action, string id, A2ACall call, CancellationToken cancellationToken)
    {
        var owner = await AllowAsync(action, CallerOf(call), cancellationToken);
        return new(IdOf(id), TaskKey.HashOf(owner));
    }

    // An ID that no task has takes the way of one that another has.
    private Guid IdOf(string id) => TaskKey.Read(agent.Name, id) ?? Guid.Empty;

    private async Task<TaskRow> FindAsync(TaskKey key, CancellationToken cancellationToken) =>
        await store.FindAsync(key, withArtifacts: true, cancellationToken) ?? throw new A2AException(A2AError.TaskNotFound);

    private static Task<T> ToldAsync<T>(Func<Task<T>> act) => ProblemErrors.ToldAsync(act);
}
