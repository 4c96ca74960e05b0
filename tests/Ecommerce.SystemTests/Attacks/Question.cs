using System.Text.Json.Nodes;

namespace Ecommerce.SystemTests.Attacks;

/// <summary>What may be asked about one ID.</summary>
/// <param name="Agent">Whose capability it is.</param>
/// <param name="Action">The capability.</param>
/// <param name="Field">The field that holds the ID.</param>
/// <param name="Verb">The method of its route of REST.</param>
/// <param name="Path">The path of that, with {0} for the ID; null where there is none: then it is asked as a task.</param>
internal sealed record Question(string Agent, string Action, string Field, string Verb = "POST", string? Path = null)
{
    /// <summary>Asks it as a user.</summary>
    public Task<RestAnswer> AskAsync(HttpClient door, string id, SignedIn user, params (string Name, string Value)[] headers)
    {
        if (Path is not null)
        {
            var path = Path.Replace("{0}", id, StringComparison.Ordinal);
            return door.SendAsync(Verb, path, Verb == "POST" ? "{}" : null, [user.Bearer, .. headers]);
        }

        var task = new JsonObject
        {
            ["agent_type"] = Agent,
            ["capability"] = Action,
            ["input"] = new JsonObject { [Field] = id }.ToJsonString(),
        };
        return door.SendAsync("POST", "/api/v1/tasks", task.ToJsonString(), [user.Bearer, .. headers]);
    }
}
