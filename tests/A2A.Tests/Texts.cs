using A2A.V1;

namespace A2A.Tests;

/// <summary>Short ways to messages.</summary>
internal static class Texts
{
    private static int _last;

    public static Message Message(string text, Role role = Role.User) =>
        new() { MessageId = $"m-{Interlocked.Increment(ref _last)}", Role = role, Parts = { new Part { Text = text } } };

    public static SendMessageRequest Send(
        string text, SendMessageConfiguration? configuration = null, string taskId = "", string contextId = "")
    {
        var request = new SendMessageRequest { Message = Message(text), Configuration = configuration };
        request.Message.TaskId = taskId;
        request.Message.ContextId = contextId;
        return request;
    }

    public static async Task<List<StreamResponse>> ToListAsync(this IAsyncEnumerable<StreamResponse> events)
    {
        List<StreamResponse> all = [];
        await foreach (var item in events)
        {
            all.Add(item);
        }

        return all;
    }
}
