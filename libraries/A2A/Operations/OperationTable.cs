using A2A.V1;
using Google.Protobuf.WellKnownTypes;

namespace A2A.Operations;

/// <summary>All operations (A2A 5.3).</summary>
internal static class OperationTable
{
    private const string Configs = "/tasks/{taskId}/pushNotificationConfigs";

    public static readonly Operation<SendMessageRequest, SendMessageResponse> SendMessage = new("SendMessage", "POST", "/message:send");

    public static readonly Operation<SendMessageRequest, StreamResponse> SendStreamingMessage =
        new("SendStreamingMessage", "POST", "/message:stream", Promise.Streaming);

    public static readonly Operation<GetTaskRequest, AgentTask> GetTask = new("GetTask", "GET", "/tasks/{id}");

    public static readonly Operation<ListTasksRequest, ListTasksResponse> ListTasks = new("ListTasks", "GET", "/tasks");

    public static readonly Operation<CancelTaskRequest, AgentTask> CancelTask = new("CancelTask", "POST", "/tasks/{id}:cancel");

    public static readonly Operation<SubscribeToTaskRequest, StreamResponse> SubscribeToTask =
        new("SubscribeToTask", "GET", "/tasks/{id}:subscribe", Promise.Streaming);

    public static readonly Operation<TaskPushNotificationConfig, TaskPushNotificationConfig> CreateTaskPushNotificationConfig =
        new("CreateTaskPushNotificationConfig", "POST", Configs, Promise.PushNotifications);

    public static readonly Operation<GetTaskPushNotificationConfigRequest, TaskPushNotificationConfig> GetTaskPushNotificationConfig =
        new("GetTaskPushNotificationConfig", "GET", Configs + "/{id}", Promise.PushNotifications);

    public static readonly Operation<ListTaskPushNotificationConfigsRequest, ListTaskPushNotificationConfigsResponse>
        ListTaskPushNotificationConfigs = new("ListTaskPushNotificationConfigs", "GET", Configs, Promise.PushNotifications);

    public static readonly Operation<DeleteTaskPushNotificationConfigRequest, Empty> DeleteTaskPushNotificationConfig =
        new("DeleteTaskPushNotificationConfig", "DELETE", Configs + "/{id}", Promise.PushNotifications);

    public static readonly Operation<GetExtendedAgentCardRequest, AgentCard> GetExtendedAgentCard =
        new("GetExtendedAgentCard", "GET", "/extendedAgentCard", Promise.ExtendedCard);
}
