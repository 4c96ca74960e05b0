using A2A.Errors;
using A2A.Operations;
using A2A.V1;
using Google.Protobuf;

namespace A2A.Client;

/// <summary>
/// Calls an agent by a binding that both speak. An error of the agent, and a connection that fails, is an <see cref="A2AException"/>.
/// </summary>
public sealed class A2AClient : IDisposable
{
    private readonly Connection _connection;
    private readonly IClientBinding _binding;
    private readonly AgentInterface _interface;

    /// <summary>Calls the agent of a card that the caller vouches for.</summary>
    /// <exception cref="A2AException">The card has no interface that is spoken here.</exception>
    public A2AClient(AgentCard card, A2AClientOptions? options = null)
        : this(card, new Connection(options ?? new()), discovered: null)
    {
    }

    private A2AClient(AgentCard card, Connection connection, Uri? discovered)
    {
        Card = card;
        _connection = connection;
        (_interface, var address) = InterfaceChoice.Choose(card, connection.Options.Bindings, discovered);
        _binding = _interface.ProtocolBinding switch
        {
            A2AProtocol.JsonRpc => new JsonRpcBinding(connection, address),
            A2AProtocol.HttpJson => new HttpJsonBinding(connection, address),
            _ => new GrpcBinding(connection, address),
        };
    }

    /// <summary>The agent's card.</summary>
    public AgentCard Card { get; }

    /// <summary>The binding that is spoken, of <see cref="A2AProtocol"/>.</summary>
    public string Binding => _interface.ProtocolBinding;

    /// <summary>Fetches the card of an agent, checks it, and calls its agent.</summary>
    /// <param name="agent">
    /// Address of the agent, without the card's path. Interfaces on other hosts, and plaintext ones if this is https, are not used.
    /// </param>
    /// <param name="options">How it is called.</param>
    /// <param name="cancellationToken">Ends the fetching.</param>
    /// <exception cref="A2AException">The card cannot be had, or has no interface that is spoken here.</exception>
    public static async Task<A2AClient> ConnectAsync(Uri agent, A2AClientOptions? options, CancellationToken cancellationToken)
    {
        var connection = new Connection(options ?? new());
        try
        {
            var card = await connection.FetchCardAsync(agent, cancellationToken);
            await (connection.Options.CheckCard?.Invoke(card, cancellationToken) ?? Task.CompletedTask);
            return new(card, connection, agent);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends a message. Answers with a message, or with the task once it has ended or waits for something.</summary>
    public Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancellationToken) =>
        CallAsync(OperationTable.SendMessage, request, cancellationToken);

    /// <summary>Sends a message. Answers with one message, or with a task and then what happens to it.</summary>
    public IAsyncEnumerable<StreamResponse> SendStreamingMessageAsync(SendMessageRequest request, CancellationToken cancellationToken) =>
        StreamAsync(OperationTable.SendStreamingMessage, request, cancellationToken);

    /// <summary>A task as it stands.</summary>
    public Task<AgentTask> GetTaskAsync(GetTaskRequest request, CancellationToken cancellationToken) =>
        CallAsync(OperationTable.GetTask, request, cancellationToken);

    /// <summary>A page of the caller's tasks.</summary>
    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancellationToken) =>
        CallAsync(OperationTable.ListTasks, request, cancellationToken);

    /// <summary>Cancels a task.</summary>
    public Task<AgentTask> CancelTaskAsync(CancelTaskRequest request, CancellationToken cancellationToken) =>
        CallAsync(OperationTable.CancelTask, request, cancellationToken);

    /// <summary>A task as it stands, and then what happens to it.</summary>
    public IAsyncEnumerable<StreamResponse> SubscribeToTaskAsync(SubscribeToTaskRequest request, CancellationToken cancellationToken) =>
        StreamAsync(OperationTable.SubscribeToTask, request, cancellationToken);

    /// <summary>Has the agent tell a URL of a task.</summary>
    public Task<TaskPushNotificationConfig> CreateTaskPushNotificationConfigAsync(
        TaskPushNotificationConfig request, CancellationToken cancellationToken) =>
        CallAsync(OperationTable.CreateTaskPushNotificationConfig, request, cancellationToken);

    /// <summary>A configuration of push notifications.</summary>
    public Task<TaskPushNotificationConfig> GetTaskPushNotificationConfigAsync(
        GetTaskPushNotificationConfigRequest request, CancellationToken cancellationToken) =>
        CallAsync(OperationTable.GetTaskPushNotificationConfig, request, cancellationToken);

    /// <summary>All configurations of a task.</summary>
    public Task<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigsAsync(
        ListTaskPushNotificationConfigsRequest request, CancellationToken cancellationToken) =>
        CallAsync(OperationTable.ListTaskPushNotificationConfigs, request, cancellationToken);

    /// <summary>Ends a configuration.</summary>
    public Task DeleteTaskPushNotificationConfigAsync(
        DeleteTaskPushNotificationConfigRequest request, CancellationToken cancellationToken) =>
        CallAsync(OperationTable.DeleteTaskPushNotificationConfig, request, cancellationToken);

    /// <summary>The card that the agent shows to callers that it knows.</summary>
    public Task<AgentCard> GetExtendedAgentCardAsync(CancellationToken cancellationToken) =>
        CallAsync(OperationTable.GetExtendedAgentCard, new(), cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        (_binding as IDisposable)?.Dispose();
        _connection.Dispose();
    }

    private Task<TReply> CallAsync<TRequest, TReply>(
        Operation<TRequest, TReply> operation, TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply>, new() =>
        _binding.CallAsync(operation, Addressed(request), cancellationToken);

    private IAsyncEnumerable<StreamResponse> StreamAsync<TRequest>(
        Operation<TRequest, StreamResponse> operation, TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new() =>
        _binding.StreamAsync(operation, Addressed(request), cancellationToken);

    // Each request names the interface's tenant (A2A 4.4.6).
    private TRequest Addressed<TRequest>(TRequest request)
        where TRequest : class, IMessage<TRequest>, new()
    {
        if (_interface.Tenant.Length == 0)
        {
            return request;
        }

        var copy = request.Clone();
        copy.Descriptor.FindFieldByName("tenant").Accessor.SetValue(copy, _interface.Tenant);
        return copy;
    }
}
