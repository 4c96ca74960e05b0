using System.Runtime.CompilerServices;
using A2A.Errors;
using A2A.Server;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.Gateway.Limits;
using Ecommerce.Gateway.Routing;
using Ecommerce.Gateway.Shedding;
using Ecommerce.Gateway.Tokens;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Decisions;
using Grpc.Core;
using AgentTask = A2A.V1.Task;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.Gateway.Tasks;

/// <summary>
/// The Agent2Agent protocol for the whole shop: what ends with its call is a task of the gateway's own, and what goes on after it, such as
/// an order, is one of the agent's that does the work, whose name its ID has. All of it passes the limits of the gateway's other surfaces.
/// </summary>
internal sealed class ShopTasks(
    [FromKeyedServices(A2AExtensions.OwnTasks)] A2AHandler own, TaskRelay relay, CapabilityInvoker invoker, TokenExchanger tokens,
    Turns turns, UserLimits users, StreamLimits streams)
    : A2AHandler
{
    /// <inheritdoc/>
    public override AgentCapabilities Capabilities => own.Capabilities;

    /// <inheritdoc/>
    public override ValueTask<AgentCard> GetAgentCardAsync(A2ACall call, CancellationToken cancellationToken) =>
        own.GetAgentCardAsync(call, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<AgentCard?> GetExtendedAgentCardAsync(
        GetExtendedAgentCardRequest request, A2ACall call, CancellationToken cancellationToken) =>
        own.GetExtendedAgentCardAsync(request, call, cancellationToken);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<StreamResponse> SendMessageAsync(
        SendMessageRequest request, A2ACall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var skill = await ProblemErrors.ToldAsync(() => Task.FromResult(SkillOf(request)));
        using var place = await OpenAsync(call, cancellationToken);
        using var turn = await ProblemErrors.ToldAsync(async () => skill is null
            ? await turns.EnterAsync(Priority.Reading, cancellationToken) : await turns.EnterAsync(skill, cancellationToken));
        var isKept = skill?.Task is not null;
        if (isKept && request.Message.TaskId.Length > 0)
        {
            throw new A2AException(
                A2AError.UnsupportedOperation,
                $"{skill!.Name} begins a task of its own: send it in a message without a task, and cancel the one that waits.");
        }

        var events = isKept
            ? relay.SendAsync(skill!, request, call, cancellationToken) : own.SendMessageAsync(request, call, cancellationToken);
        var isFirst = true;
        await foreach (var told in events)
        {
            // A stream lasts, and what waits for somebody does. What a model calls has turns of its own.
            var state = told.Task?.Status.State ?? told.StatusUpdate?.Status.State ?? TaskState.Working;
            if (state == TaskState.Completed && !isFirst)
            {
                turn.Succeed();
            }
            else if (state.IsInterrupted() || skill is null or { ServerStreaming: true })
            {
                turn.Dispose();
            }

            isFirst = false;
            yield return told;
        }
    }

    /// <inheritdoc/>
    public override Task<AgentTask> GetTaskAsync(GetTaskRequest request, A2ACall call, CancellationToken cancellationToken) => ByIdAsync(
        AuthorizationRequest.TaskGetAction, Priority.Reading, request.Id, call,
        () => own.GetTaskAsync(request, call, cancellationToken), (tasks, options) => tasks.GetTaskAsync(request, options),
        cancellationToken);

    /// <inheritdoc/>
    public override async Task<ListTasksResponse> ListTasksAsync(
        ListTasksRequest request, A2ACall call, CancellationToken cancellationToken)
    {
        using var turn = await EnterAsync(call, () => turns.EnterAsync(Priority.Browsing, cancellationToken), cancellationToken);
        var kept = KeepersOf(call).Select(keeper => KeptAsync(keeper, request, call, cancellationToken));
        var pages = await Task.WhenAll([own.ListTasksAsync(request, call, cancellationToken), .. kept]);

        // All agents have them in the one order, so that the row after which a page begins says enough to each.
        var rows = pages.SelectMany(page => page.Tasks)
            .OrderByDescending(task => TaskPage.Of(task).ChangedAt).ThenByDescending(task => TaskPage.Of(task).Id).ToList();
        var isLast = rows.Count <= request.PageSize && pages.All(page => page.NextPageToken.Length == 0);
        var shown = rows.Take(request.PageSize).ToList();
        return new()
        {
            Tasks = { shown },
            NextPageToken = isLast ? "" : TaskPage.Of(shown[^1]).ToString(),
            TotalSize = pages.Sum(page => page.TotalSize),
        };
    }

    /// <inheritdoc/>
    public override Task<AgentTask> CancelTaskAsync(CancelTaskRequest request, A2ACall call, CancellationToken cancellationToken) =>
        ByIdAsync(
            AuthorizationRequest.TaskCancelAction, Priority.Changing, request.Id, call,
            () => own.CancelTaskAsync(request, call, cancellationToken), (tasks, options) => tasks.CancelTaskAsync(request, options),
            cancellationToken);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<StreamResponse> SubscribeToTaskAsync(
        SubscribeToTaskRequest request, A2ACall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var place = await OpenAsync(call, cancellationToken);
        (await ProblemErrors.ToldAsync(async () => await turns.EnterAsync(Priority.Reading, cancellationToken))).Dispose();
        var events = KeeperOf(request.Id) is { } keeper
            ? relay.SubscribeAsync(keeper, request, call, cancellationToken) : own.SubscribeToTaskAsync(request, call, cancellationToken);
        await foreach (var told in events)
        {
            yield return told;
        }
    }

    /// <inheritdoc/>
    public override Task<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(
        TaskPushNotificationConfig request, A2ACall call, CancellationToken cancellationToken) => PushAsync(
        request.TaskId, call, () => own.CreateTaskPushNotificationConfigAsync(request, call, cancellationToken),
        (tasks, options) => tasks.CreateTaskPushNotificationConfigAsync(request, options), cancellationToken);

    /// <inheritdoc/>
    public override Task<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(
        GetTaskPushNotificationConfigRequest request, A2ACall call, CancellationToken cancellationToken) => PushAsync(
        request.TaskId, call, () => own.GetTaskPushNotificationConfigAsync(request, call, cancellationToken),
        (tasks, options) => tasks.GetTaskPushNotificationConfigAsync(request, options), cancellationToken);

    /// <inheritdoc/>
    public override Task<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(
        ListTaskPushNotificationConfigsRequest request, A2ACall call, CancellationToken cancellationToken) => PushAsync(
        request.TaskId, call, () => own.ListTaskPushNotificationConfigsAsync(request, call, cancellationToken),
        (tasks, options) => tasks.ListTaskPushNotificationConfigsAsync(request, options), cancellationToken);

    /// <inheritdoc/>
    public override Task DeleteTaskPushNotificationConfigAsync(
        DeleteTaskPushNotificationConfigRequest request, A2ACall call, CancellationToken cancellationToken) => PushAsync(
        request.TaskId, call,
        async () =>
        {
            await own.DeleteTaskPushNotificationConfigAsync(request, call, cancellationToken);
            return new();
        },
        (tasks, options) => tasks.DeleteTaskPushNotificationConfigAsync(request, options), cancellationToken);

    private Task<T> PushAsync<T>(
        string taskId, A2ACall call, Func<Task<T>> act, Func<A2AService.A2AServiceClient, CallOptions, AsyncUnaryCall<T>> ask,
        CancellationToken cancellationToken) =>
        ByIdAsync(AuthorizationRequest.TaskPushAction, Priority.Changing, taskId, call, act, ask, cancellationToken);

    private async Task<T> ByIdAsync<T>(
        string action, Priority priority, string taskId, A2ACall call, Func<Task<T>> act,
        Func<A2AService.A2AServiceClient, CallOptions, AsyncUnaryCall<T>> ask, CancellationToken cancellationToken)
    {
        using var turn = await EnterAsync(call, () => turns.EnterAsync(priority, cancellationToken), cancellationToken);
        return KeeperOf(taskId) is { } keeper ? await relay.CallAsync(action, keeper, call, ask, cancellationToken) : await act();
    }

    private Task<Turn> EnterAsync(A2ACall call, Func<ValueTask<Turn>> enter, CancellationToken cancellationToken) =>
        ProblemErrors.ToldAsync(async () =>
        {
            await AdmitAsync(call, cancellationToken);
            return await enter();
        });

    // An answer that stays open has a place among its user's, as the streams of the other surfaces have.
    private Task<IDisposable> OpenAsync(A2ACall call, CancellationToken cancellationToken) => ProblemErrors.ToldAsync(
        async () => streams.Enter(Callers.CounterOf(call.Http), (await AdmitAsync(call, cancellationToken)).UserId));

    // Who has proven nothing has no tasks: it is told to sign in before the policies are asked. Nor has who has been signed out.
    private async Task<CapabilityContext> AdmitAsync(A2ACall call, CancellationToken cancellationToken)
    {
        if (OutsideCalls.IsAnonymous(call.Http))
        {
            throw OutsideCalls.SignIn();
        }

        var caller = await invoker.AuthenticateAsync(OutsideCalls.PeerOf(call.Http), OutsideCalls.TokensOf(call.Http), cancellationToken);
        users.Count(caller.UserId);
        await tokens.RequireSessionAsync(caller, cancellationToken);
        return caller;
    }

    // Without its rows no page is the right one: the caller is told what is left to do.
    private async Task<ListTasksResponse> KeptAsync(
        string keeper, ListTasksRequest request, A2ACall call, CancellationToken cancellationToken)
    {
        try
        {
            return await relay.CallAsync(
                AuthorizationRequest.TaskListAction, keeper, call, (tasks, options) => tasks.ListTasksAsync(request, options),
                cancellationToken);
        }
        catch (A2AException exception) when (exception.Error == A2AError.Unavailable)
        {
            throw new A2AException(
                A2AError.Unavailable,
                $"The {keeper} agent, which has some of your tasks, cannot be reached. Tasks whose ID begins with another name than "
                + $"{keeper}. can be got all the same.",
                exception)
            {
                Metadata = exception.Metadata,
            };
        }
    }

    private static Capability? SkillOf(SendMessageRequest request) =>
        SkillName.Of(request) is { } name ? NamedCapabilities.Find(name) : null;

    private static string? KeeperOf(string taskId) =>
        ShopSkills.Keepers.FirstOrDefault(keeper => taskId.StartsWith($"{keeper}.", StringComparison.Ordinal));

    // An agent believes nothing of its callers that is not proven to it, so that whoever proves nothing has no tasks there.
    private static IEnumerable<string> KeepersOf(A2ACall call) =>
        OutsideCalls.TokensOf(call.Http) is { Authorization: null, Actor: null } ? [] : ShopSkills.Keepers;
}
