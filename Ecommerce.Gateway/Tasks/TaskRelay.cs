using System.Runtime.CompilerServices;
using A2A;
using A2A.Server;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.Gateway.Routing;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.Gateway.Tasks;

/// <summary>
/// Hands on to the agents behind the gateway what is done with the tasks that live there: as the caller's own, by both policies and a
/// token of that very action.
/// </summary>
internal sealed class TaskRelay(CapabilityInvoker invoker, AgentClients clients, AgentInfo agent)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Begins a task of a skill, and tells what happens to it.</summary>
    public async IAsyncEnumerable<StreamResponse> SendAsync(
        Capability skill, SendMessageRequest request, A2ACall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (request.Configuration?.TaskPushNotificationConfig is not null)
        {
            // The agent asks its own policy, of the gateway: whether the caller may have tasks told of is decided here.
            await ActAsync(
                AuthorizationRequest.TaskPushAction, skill.Agent, call, (_, _) => Task.FromResult(true), cancellationToken);
        }

        using var stream = await ProblemErrors.ToldAsync(() => invoker.InvokeAsync(
            OutsideCalls.Of(call.Http, skill, idempotencyKey: null),
            () => SkillRequest.Read(skill, request.Message),
            (message, inner) => OpenAsync(
                To(skill.Agent, new(skill.Name, IsRead: false, skill, message)).SendStreamingMessage(request, Options(cancellationToken)),
                inner.CancellationToken),
            cancellationToken));
        await foreach (var told in ReadAsync(stream, cancellationToken))
        {
            yield return told;
        }
    }

    /// <summary>Follows a task.</summary>
    public async IAsyncEnumerable<StreamResponse> SubscribeAsync(
        string keeper, SubscribeToTaskRequest request, A2ACall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stream = await ActAsync(
            AuthorizationRequest.TaskSubscribeAction, keeper, call,
            (tasks, ending) => OpenAsync(tasks.SubscribeToTask(request, Options(cancellationToken)), ending), cancellationToken);
        await foreach (var told in ReadAsync(stream, cancellationToken))
        {
            yield return told;
        }
    }

    /// <summary>Does something else with a task, or with the caller's tasks.</summary>
    /// <param name="action">One of <see cref="AuthorizationRequest.TaskActions"/>.</param>
    /// <param name="keeper">The agent with which they live.</param>
    /// <param name="call">The caller's.</param>
    /// <param name="ask">Asks the agent.</param>
    /// <param name="cancellationToken">The caller leaves.</param>
    public Task<T> CallAsync<T>(
        string action, string keeper, A2ACall call, Func<A2AService.A2AServiceClient, CallOptions, AsyncUnaryCall<T>> ask,
        CancellationToken cancellationToken) =>
        ActAsync(action, keeper, call, (tasks, ending) => ask(tasks, Options(ending)).ResponseAsync, cancellationToken);

    private Task<T> ActAsync<T>(
        string action, string keeper, A2ACall call, Func<A2AService.A2AServiceClient, CancellationToken, Task<T>> act,
        CancellationToken cancellationToken) =>
        ProblemErrors.ToldAsync(() => invoker.ActAsync(
            action, OutsideCalls.PeerOf(call.Http), OutsideCalls.TokensOf(call.Http), Limit,
            ending => act(To(keeper, new(action, IsRead(action))), ending), cancellationToken));

    private static bool IsRead(string action) => action is AuthorizationRequest.TaskGetAction or AuthorizationRequest.TaskListAction;

    private A2AService.A2AServiceClient To(string keeper, OutboundAction action) => new(clients.To(agent.IdOf(keeper), action));

    private static CallOptions Options(CancellationToken cancellationToken) =>
        new(new Metadata { { A2AProtocol.VersionHeader, A2AProtocol.Version } }, cancellationToken: cancellationToken);

    // The first event is waited for here, while the call is one of its caller's, and within its time.
    private static async Task<AsyncServerStreamingCall<StreamResponse>> OpenAsync(
        AsyncServerStreamingCall<StreamResponse> stream, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ResponseStream.MoveNext(cancellationToken)
                ? stream : throw ProblemException.Unavailable("The agent has answered nothing.");
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static async IAsyncEnumerable<StreamResponse> ReadAsync(
        AsyncServerStreamingCall<StreamResponse> stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            yield return stream.ResponseStream.Current;
        }
        while (await ProblemErrors.ToldAsync(() => stream.ResponseStream.MoveNext(cancellationToken)));
    }
}
