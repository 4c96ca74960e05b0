using System.Text.Json.Nodes;
using Ecommerce.Cli.Authz;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Spiffe;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>Why a call is allowed or denied: what the repository's policies say of it now, and the lines that name it.</summary>
/// <param name="Caller">Who calls.</param>
/// <param name="Callee">Who is called.</param>
/// <param name="Action">What for.</param>
/// <param name="Actor">For whom.</param>
/// <param name="Outbound">What the caller's policy says; null if the caller has none.</param>
/// <param name="Inbound">What the callee's policy says.</param>
/// <param name="Lines">Of both policies, with their files and numbers.</param>
public sealed record Why(
    string Caller, string Callee, string Action, string Actor, JsonObject? Outbound, JsonObject Inbound, IReadOnlyList<PolicyLine> Lines)
{
    private const int MostLines = 40;

    /// <summary>Decides the call anew.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="callee">Who is called.</param>
    /// <param name="action">What for.</param>
    /// <param name="actor">For whom; empty for the caller itself.</param>
    /// <param name="userId">For which user; empty for none.</param>
    /// <returns>Null if these are not SPIFFE IDs.</returns>
    /// <exception cref="Output.CommandException">The policies do not load.</exception>
    public static Why? Of(string caller, string callee, string action, string actor, string userId)
    {
        // An anonymous caller is the gateway to the policies.
        var from = caller.Contains(':') ? caller : Registrations.AgentId(AgentNames.Gateway);
        if (!SpiffeId.TryParse(from, out var callerId) || !SpiffeId.TryParse(callee, out var calleeId) || !IsName(action))
        {
            return null;
        }

        var further = new JsonObject();
        if (actor.Contains(':'))
        {
            further["actor"] = actor;
        }

        if (userId.Length > 0)
        {
            further["user"] = new JsonObject { ["user_id"] = userId };
        }

        var decided = PolicyCheck.Decide(callerId, calleeId, action, further);
        var agents = AgentNames.All.Where(agent => Registrations.AgentId(agent) == from || Registrations.AgentId(agent) == callee);
        return new(
            from, callee, action, actor, decided["outbound"] as JsonObject, (JsonObject)decided["inbound"]!,
            [.. agents.SelectMany(agent => PolicyLine.That($"{agent}_authz.rego", action)).Take(MostLines)]);
    }

    // The page shows it as part of a command to copy.
    private static bool IsName(string action) =>
        action.Length > 0 && action.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.');
}

/// <summary>A line of a policy.</summary>
/// <param name="File">Its file's name.</param>
/// <param name="Number">Its number.</param>
/// <param name="Text">What it says.</param>
public sealed record PolicyLine(string File, int Number, string Text)
{
    /// <summary>The lines of a policy that name an action.</summary>
    public static IEnumerable<PolicyLine> That(string file, string action) =>
        from line in System.IO.File.ReadLines(RepositoryRoot.At("policies", file)).Index()
        where line.Item.Contains($"\"{action}\"", StringComparison.Ordinal)
        select new PolicyLine(file, line.Index + 1, line.Item.Trim());
}
