using System.Text.Json.Nodes;

namespace Ecommerce.SystemTests.Attacks;

/// <summary>What may be asked about one ID.</summary>
/// <param name="Agent">Whose capability it is.</param>
/// <param name="Action">The capability.</param>
/// <param name="Field">The field that holds the ID.</param>
/// <param name="Verb">The method of its route of REST.</param>
/// <param name="Path">The path of that, with {0} for the ID if it is there; null where there is none: then it is asked as a task.</param>
/// <param name="Others">The request's other fields.</param>
internal sealed record Question(
    string Agent, string Action, string Field, string Verb = "POST", string? Path = null, string Others = "{}")
{
    /// <summary>The whole request.</summary>
    public string RequestFor(string id)
    {
        var request = JsonNode.Parse(Others)!;
        request[Field] = id;
        return request.ToJsonString();
    }

    /// <summary>Asks it as a user.</summary>
    public Task<RestAnswer> AskAsync(HttpClient door, string id, SignedIn user, params (string Name, string Value)[] headers)
    {
        if (Path is not null)
        {
            var path = Path.Replace("{0}", id, StringComparison.Ordinal);
            var body = Verb is "GET" or "DELETE" ? null : path == Path ? RequestFor(id) : Others;
            return door.SendAsync(Verb, path, body, [user.Bearer, .. headers]);
        }

        var task = new JsonObject { ["agent_type"] = Agent, ["capability"] = Action, ["input"] = RequestFor(id) };
        return door.SendAsync("POST", "/api/v1/tasks", task.ToJsonString(), [user.Bearer, .. headers]);
    }
}
