using System.CommandLine;
using System.Text.Json.Nodes;
using A2A.Client;
using A2A.Errors;
using A2A.Json;
using A2A.V1;
using Ecommerce.Cli.A2A;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Database;
using Google.Protobuf;
using Spiffe;

namespace Ecommerce.Cli.Commands;

/// <summary><c>task</c>: the tasks that the caller has at the agents.</summary>
internal static class TaskCommand
{
    // As agents write them in databases.
    private static readonly Dictionary<string, TaskState> States =
        Enum.GetValues<TaskState>().Where(state => state != TaskState.Unspecified).ToDictionary(state => state.ToColumn());

    /// <summary>The verb.</summary>
    public static Command Create() => new("task", "Shows, cancels and follows your tasks at the agents")
    {
        CreateList(),
        CreateOne("get", "Shows a task as it stands", GetAsync),
        CreateOne("cancel", "Cancels a task", CancelAsync),
        CreateOne("watch", "Shows a task, and then what happens to it until it has ended", WatchAsync),
    };

    private static Command CreateList()
    {
        var (data, identity, user, agent) = (new DataOption(), new IdentityOption(), new UserOption(), AgentArgument.Create());
        var state = new Option<string?>("--state") { Description = "Only those that stand so", HelpName = "STATE" };
        state.AcceptOnlyFromAmong([.. States.Keys]);
        var size = new NumberOption<int>("--page-size", "How many at once", "N", 1, 100);
        var token = new Option<string?>("--page-token") { Description = "The nextPageToken of the page before", HelpName = "TOKEN" };
        var command = new Command("list", "Lists your tasks at an agent, the latest first")
        {
            agent, state, size, token, user, identity, data,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new ListTasksRequest { PageSize = parsed.GetValue(size) ?? 50, PageToken = parsed.GetValue(token) ?? "" };
            if (parsed.GetValue(state) is { } wanted)
            {
                request.Status = States[wanted];
            }

            var (folder, name) = (data.FolderOf(parsed), parsed.GetRequiredValue(agent));
            var id = AgentArgument.IdOf(parsed.GetValue(user) ? AgentNames.Gateway : name);
            if (AgentArgument.IdOf(name) != id)
            {
                throw new CommandException("Users have their tasks at the gateway: task list gateway --user.")
                {
                    ExitCode = ExitCodes.Usage,
                };
            }

            await using var shop = await ShopClient.OpenAsync(folder, parsed.GetValue(identity), cancellationToken);
            return await RunAsync(shop, id, await user.TokenAsync(parsed, folder, shop, cancellationToken), async client =>
            {
                Print(await client.ListTasksAsync(request, cancellationToken));
                return ExitCodes.Done;
            }, cancellationToken);
        });
        return command;
    }

    private static Command CreateOne(
        string name, string description, Func<A2AClient, string, CancellationToken, Task<int>> act)
    {
        var (data, identity, user) = (new DataOption(), new IdentityOption(), new UserOption());
        var task = new Argument<string>("task_id") { Description = "The task's id, which begins with the name of its agent" };
        var command = new Command(name, description) { task, user, identity, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var id = parsed.GetRequiredValue(task);
            var (folder, agent) = (data.FolderOf(parsed), AgentOf(id));
            await using var shop = await ShopClient.OpenAsync(folder, parsed.GetValue(identity), cancellationToken);
            var token = await user.TokenAsync(parsed, folder, shop, cancellationToken);
            // The order agent itself knows agent/admin alone; the gateway hands on what anybody else does with a task of their own there.
            var door = token is not null || (agent == AgentNames.Order && !shop.IsAdministrator) ? AgentNames.Gateway : agent;
            return await RunAsync(
                shop, AgentArgument.IdOf(door), token, client => act(client, id, cancellationToken), cancellationToken);
        });
        return command;
    }

    private static async Task<int> GetAsync(A2AClient client, string id, CancellationToken cancellationToken)
    {
        Print(await client.GetTaskAsync(new() { Id = id }, cancellationToken));
        return ExitCodes.Done;
    }

    private static async Task<int> CancelAsync(A2AClient client, string id, CancellationToken cancellationToken)
    {
        var task = await client.CancelTaskAsync(new() { Id = id }, cancellationToken);
        Print(task);
        return task.Status.State == TaskState.Canceled ? ExitCodes.Done : ExitCodes.Failed;
    }

    // An event a line, for programs that read along.
    private static async Task<int> WatchAsync(A2AClient client, string id, CancellationToken cancellationToken)
    {
        var state = TaskState.Unspecified;
        void Show(StreamResponse told)
        {
            Console.WriteLine(A2AJson.Format(told));
            state = told.Task?.Status.State ?? told.StatusUpdate?.Status.State ?? state;
        }

        try
        {
            await foreach (var told in client.SubscribeToTaskAsync(new() { Id = id }, cancellationToken))
            {
                Show(told);
            }
        }
        catch (A2AException exception) when (exception.Error == A2AError.UnsupportedOperation)
        {
            // It has ended already.
            Show(new() { Task = await client.GetTaskAsync(new() { Id = id }, cancellationToken) });
        }

        return state == TaskState.Completed ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<int> RunAsync(
        ShopClient shop, SpiffeId agent, string? token, Func<A2AClient, Task<int>> act, CancellationToken cancellationToken)
    {
        try
        {
            using var client = await AgentDoor.OpenAsync(shop, agent, check: null, token, cancellationToken);
            return await act(client);
        }
        catch (A2AException exception)
        {
            throw AgentDoor.Told(exception);
        }
    }

    private static string AgentOf(string id) => AgentNames.All.FirstOrDefault(name => id.StartsWith($"{name}.", StringComparison.Ordinal))
        ?? throw new CommandException($"task_id: {id} does not begin with an agent's name, as order.0190a1b2… does.")
        {
            ExitCode = ExitCodes.Usage,
        };

    private static void Print(IMessage message) => JsonOutput.Write(JsonNode.Parse(A2AJson.Format(message))!);
}
