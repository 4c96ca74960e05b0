using A2A.Errors;
using A2A.V1;
using Google.Protobuf;

namespace A2A.Validation;

/// <summary>What each request must fulfil beyond its definition (A2A 3.1 to 3.4).</summary>
internal static class RequestRules
{
    /// <summary>Checks a request.</summary>
    /// <exception cref="A2AException">It breaks a rule; all of them are named, up to a limit.</exception>
    public static void Check(IMessage request, A2ALimits limits)
    {
        var walk = new RequestWalk(limits);
        walk.Visit(request, "");
        switch (request)
        {
            case SendMessageRequest { Message: { } message, Configuration: var configuration }:
                CheckMessage(walk, message);
                CheckHistory(walk, configuration?.HistoryLength, "configuration.historyLength");
                CheckPush(walk, configuration?.TaskPushNotificationConfig, "configuration.taskPushNotificationConfig.");
                if (configuration?.TaskPushNotificationConfig is { TaskId: { Length: > 0 } task } && task != message.TaskId)
                {
                    walk.Add("configuration.taskPushNotificationConfig.taskId", "It is not the task of the message.");
                }

                break;
            case GetTaskRequest get:
                CheckHistory(walk, get.HasHistoryLength ? get.HistoryLength : null, "historyLength");
                break;
            case ListTasksRequest list:
                CheckHistory(walk, list.HasHistoryLength ? list.HistoryLength : null, "historyLength");
                CheckPage(walk, list.HasPageSize ? list.PageSize : 1, limits);
                break;
            case ListTaskPushNotificationConfigsRequest list:
                // Without presence, 0 is unset.
                CheckPage(walk, list.PageSize == 0 ? 1 : list.PageSize, limits);
                break;
            case TaskPushNotificationConfig push:
                CheckPush(walk, push, "");
                if (push.TaskId.Length == 0)
                {
                    walk.Add("taskId", "It is required.");
                }

                break;
        }

        if (walk.Violations.Count > 0)
        {
            throw A2AException.Invalid(walk.Violations);
        }
    }

    private static void CheckMessage(RequestWalk walk, Message message)
    {
        if (message.Role == Role.Agent)
        {
            walk.Add("message.role", "A message to an agent has ROLE_USER.");
        }

        for (var i = 0; i < message.Parts.Count; i++)
        {
            if (message.Parts[i].ContentCase == Part.ContentOneofCase.None)
            {
                walk.Add($"message.parts[{i}]", "It needs exactly one of text, raw, url and data.");
            }
        }
    }

    private static void CheckHistory(RequestWalk walk, int? length, string name)
    {
        if (length < 0)
        {
            walk.Add(name, "It is negative.");
        }
    }

    private static void CheckPage(RequestWalk walk, int size, A2ALimits limits)
    {
        if (size < 1 || size > limits.PageSize)
        {
            walk.Add("pageSize", $"It is not between 1 and {limits.PageSize}.");
        }
    }

    private static void CheckPush(RequestWalk walk, TaskPushNotificationConfig? push, string prefix)
    {
        if (push is null)
        {
            return;
        }

        // Whether the host behind it may be called is for whoever calls it to say.
        if (push.Url.Length > 0
            && !(Uri.TryCreate(push.Url, UriKind.Absolute, out var url) && url is { Scheme: "https" or "http", UserInfo.Length: 0 }))
        {
            walk.Add(prefix + "url", "It is no absolute URL of https or http without a user.");
        }

        // Both end up in headers.
        CheckHeader(walk, push.Token, prefix + "token");
        CheckHeader(walk, push.Authentication?.Credentials ?? "", prefix + "authentication.credentials");
        if (push.Authentication is { Scheme: { Length: > 0 } scheme } && !scheme.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            walk.Add(prefix + "authentication.scheme", "It is no name of an authentication scheme.");
        }
    }

    private static void CheckHeader(RequestWalk walk, string value, string name)
    {
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            walk.Add(name, "It has characters other than visible ASCII.");
        }
    }
}
