using A2A.Errors;
using A2A.Operations;
using A2A.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace A2A.Server;

/// <summary>The binding of gRPC (A2A 10).</summary>
internal sealed class GrpcEndpoint(Dispatcher dispatcher) : A2AService.A2AServiceBase
{
    public override Task<SendMessageResponse> SendMessage(SendMessageRequest request, ServerCallContext context) =>
        CallAsync(OperationTable.SendMessage, request, context);

    public override Task SendStreamingMessage(
        SendMessageRequest request, IServerStreamWriter<StreamResponse> responseStream, ServerCallContext context) =>
        StreamAsync(OperationTable.SendStreamingMessage, request, responseStream, context);

    public override Task<AgentTask> GetTask(GetTaskRequest request, ServerCallContext context) =>
        CallAsync(OperationTable.GetTask, request, context);

    public override Task<ListTasksResponse> ListTasks(ListTasksRequest request, ServerCallContext context) =>
        CallAsync(OperationTable.ListTasks, request, context);

    public override Task<AgentTask> CancelTask(CancelTaskRequest request, ServerCallContext context) =>
        CallAsync(OperationTable.CancelTask, request, context);

    public override Task SubscribeToTask(
        SubscribeToTaskRequest request, IServerStreamWriter<StreamResponse> responseStream, ServerCallContext context) =>
        StreamAsync(OperationTable.SubscribeToTask, request, responseStream, context);

    public override Task<TaskPushNotificationConfig> CreateTaskPushNotificationConfig(
        TaskPushNotificationConfig request, ServerCallContext context) =>
        CallAsync(OperationTable.CreateTaskPushNotificationConfig, request, context);

    public override Task<TaskPushNotificationConfig> GetTaskPushNotificationConfig(
        GetTaskPushNotificationConfigRequest request, ServerCallContext context) =>
        CallAsync(OperationTable.GetTaskPushNotificationConfig, request, context);

    public override Task<ListTaskPushNotificationConfigsResponse> ListTaskPushNotificationConfigs(
        ListTaskPushNotificationConfigsRequest request, ServerCallContext context) =>
        CallAsync(OperationTable.ListTaskPushNotificationConfigs, request, context);

    public override Task<Empty> DeleteTaskPushNotificationConfig(
        DeleteTaskPushNotificationConfigRequest request, ServerCallContext context) =>
        CallAsync(OperationTable.DeleteTaskPushNotificationConfig, request, context);

    public override Task<AgentCard> GetExtendedAgentCard(GetExtendedAgentCardRequest request, ServerCallContext context) =>
        CallAsync(OperationTable.GetExtendedAgentCard, request, context);

    private async Task<TReply> CallAsync<TRequest, TReply>(
        Operation<TRequest, TReply> operation, TRequest request, ServerCallContext context)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply>, new()
    {
        try
        {
            var call = Dispatcher.Begin(context.GetHttpContext(), A2AProtocol.Grpc);
            return (TReply)await dispatcher.CallAsync(HandledOperation.Of(operation), request, call);
        }
        catch (A2AException exception)
        {
            throw ErrorStatus.ToRpcException(exception);
        }
    }

    private async Task StreamAsync<TRequest>(
        Operation<TRequest, StreamResponse> operation, TRequest request, IServerStreamWriter<StreamResponse> replies,
        ServerCallContext context)
        where TRequest : class, IMessage<TRequest>, new()
    {
        try
        {
            var call = Dispatcher.Begin(context.GetHttpContext(), A2AProtocol.Grpc);
            var events = dispatcher.StreamAsync(HandledOperation.Of(operation), request, call, context.CancellationToken);
            await foreach (var item in events)
            {
                await replies.WriteAsync(item, context.CancellationToken);
            }
        }
        catch (A2AException exception)
        {
            throw ErrorStatus.ToRpcException(exception);
        }
    }
}
