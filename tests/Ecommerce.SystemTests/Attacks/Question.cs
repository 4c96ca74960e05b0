using System.Text.Json.Nodes;
using A2A;

namespace Ecommerce.SystemTests.Attacks;

/// <summary>What may be asked about one ID.</summary>
/// <param name="Agent">Whose capability it is.</param>
/// <param name="Action">The capability.</param>
/// <param name="Field">The field that holds the ID.</param>
/// <param name="Verb">The method of its route of REST.</param>
/// <param name="Path">
/// The path of that, with {0} for the ID if it is there and {user} for who asks; null where there is none: then it is asked as a task.
/// </param>
/// <param name="Others">The request's other fields, with {0} for the ID if it is within one of them.</param>
internal sealed record Question(
    string Agent, string Action, string Field, string Verb = "POST", string? Path = null, string Others = "{}")
{
    private const string Id = "{0}";

    /// <summary>What it is called in a list of all of them.</summary>
    public string Name => Path is null ? $"{Agent} {Action}" : $"{Agent} {Action}: {Verb} {Path}";

    /// <summary>Whether it is about Agent2Agent's tasks.</summary>
    public bool IsOfTasks => Action.StartsWith("task.", StringComparison.Ordinal);

    /// <summary>The whole request.</summary>
    public string RequestFor(string id)
    {
        if (Others.Contains(Id, StringComparison.Ordinal))
        {
            return Others.Replace(Id, id, StringComparison.Ordinal);
        }

        var request = JsonNode.Parse(Others)!;
        request[Field] = id;
        return request.ToJsonString();
    }

    /// <summary>Asks it as a user.</summary>
    public Task<RestAnswer> AskAsync(HttpClient door, string id, SignedIn user, params (string Name, string Value)[] headers)
    {
        if (Path is not null)
        {
            var own = Path.Replace("{user}", user.UserId, StringComparison.Ordinal);
            var path = own.Replace(Id, id, StringComparison.Ordinal);
            var body = Verb is "GET" or "DELETE" ? null : path == own ? RequestFor(id) : Others;
            return door.SendAsync(Verb, path, body, [user.Bearer, (A2AProtocol.VersionHeader, A2AProtocol.Version), .. headers]);
        }

        var task = new JsonObject { ["agent_type"] = Agent, ["capability"] = Action, ["input"] = RequestFor(id) };
        return door.SendAsync("POST", "/api/v1/tasks", task.ToJsonString(), [user.Bearer, .. headers]);
    }
}
