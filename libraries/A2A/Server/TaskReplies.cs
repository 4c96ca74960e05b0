using A2A.Errors;
using A2A.V1;

namespace A2A.Server;

/// <summary>What leaves the server: what the protocol demands, and no more than was asked for.</summary>
internal static class TaskReplies
{
    public static AgentTask Check(AgentTask task)
    {
        if (task.Id.Length == 0)
        {
            throw new A2AException(A2AError.InvalidAgentResponse, "The agent's task has no ID.");
        }

        Check(task.Status);
        return task;
    }

    public static void Check(TaskStatus? status)
    {
        if (status is null or { State: TaskState.Unspecified })
        {
            throw new A2AException(A2AError.InvalidAgentResponse, "The agent's task has no state.");
        }
    }

    /// <summary>Leaves the newest messages (A2A 3.2.4).</summary>
    public static AgentTask CutHistory(AgentTask task, int? length)
    {
        while (task.History.Count > length)
        {
            task.History.RemoveAt(0);
        }

        return task;
    }

    /// <summary>Makes a page one of the request (A2A 3.1.4).</summary>
    public static ListTasksResponse Cut(ListTasksResponse page, ListTasksRequest request)
    {
        if (page.Tasks.Count > request.PageSize)
        {
            throw new A2AException(A2AError.InvalidAgentResponse, "The agent's page is too large.");
        }

        page.PageSize = request.PageSize;
        foreach (var task in page.Tasks)
        {
            Check(task);
            CutHistory(task, request.HasHistoryLength ? request.HistoryLength : null);
            if (!request.IncludeArtifacts)
            {
                task.Artifacts.Clear();
            }
        }

        return page;
    }
}
