using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Authz;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Privacy;
using Spiffe;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>
/// Why a call was allowed or denied: the decision as the process recorded it. What the policies of this repository say of it is a help to
/// find the lines; they may be others than those that decided.
/// </summary>
/// <param name="Process">The process that decided.</param>
/// <param name="Decision">What it recorded.</param>
/// <param name="Again">What the policies here say of it.</param>
public sealed record Why(string Process, DecisionRecord Decision, Reevaluation Again)
{
    /// <summary>Finds a decision.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="process">The process's name.</param>
    /// <param name="instance">The process's instance.</param>
    /// <param name="number">The decision's number.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ProblemException"><c>not_found</c>: nobody remembers it any more.</exception>
    internal static async Task<Why> ReadAsync(
        ShopView shop, string process, string instance, long number, CancellationToken cancellationToken) =>
        await shop.Decisions.FindAsync(process, instance, number, cancellationToken) is { } decision
            ? new(process, decision, Reevaluation.Of(decision))
            : throw new ProblemException(
                ErrorCodes.NotFound, "This decision is no longer remembered. The audit has what was denied, and what changed something.");
}

/// <summary>A recorded decision, decided again by the policies of this repository.</summary>
/// <param name="Revision">Which policies those are; null if they cannot be read.</param>
/// <param name="Problem">Why it is not decided again; null if it is.</param>
/// <param name="Outbound">What the caller's policy says; null if the caller has none.</param>
/// <param name="Inbound">What the callee's policy says; null if it is not decided again.</param>
/// <param name="HasRequest">Whether the request was recorded whole. Where it was not, a rule that reads it may say something else.</param>
/// <param name="Lines">Of both policies those that name the action, with their files and numbers.</param>
public sealed record Reevaluation(
    string? Revision, string? Problem, JsonObject? Outbound, JsonObject? Inbound, bool HasRequest, IReadOnlyList<PolicyLine> Lines)
{
    private const int MostLines = 40;

    // As an agent masks what is not shown.
    private const string Masked = Redaction.Mark;

    /// <summary>Decides as far as what was recorded tells of the call: who, for whom, with which token, and the request.</summary>
    public static Reevaluation Of(DecisionRecord decision)
    {
        // An anonymous caller is the gateway to the policies.
        var from = decision.CallerId.Contains(':') ? decision.CallerId : Registrations.AgentId(AgentNames.Gateway);
        if (!SpiffeId.TryParse(from, out var caller) || !SpiffeId.TryParse(decision.CalleeId, out var callee) || !IsName(decision.Action))
        {
            return new(null, "The record names no call between two SPIFFE IDs.", null, null, HasRequest: false, []);
        }

        try
        {
            var (further, hasRequest) = InputOf(decision);
            var decided = PolicyCheck.Decide(caller, callee, decision.Action, further);
            var agents = AgentNames.All.Where(agent => Registrations.AgentId(agent) is var id && (id == from || id == decision.CalleeId));
            return new(
                PolicyCheck.Revision(), Problem: null, decided["outbound"] as JsonObject, (JsonObject)decided["inbound"]!, hasRequest,
                [.. agents.SelectMany(agent => PolicyLine.That($"{agent}_authz.rego", decision.Action)).Take(MostLines)]);
        }
        catch (Exception exception) when (exception is CommandException or IOException)
        {
            return new(null, exception.Message, null, null, HasRequest: false, []);
        }
    }

    private static (JsonObject Input, bool HasRequest) InputOf(DecisionRecord decision)
    {
        var input = new JsonObject();
        if (decision.ActorId.Contains(':'))
        {
            input["actor"] = decision.ActorId;
        }

        if (decision.UserId.Length > 0)
        {
            input["user"] = new JsonObject { ["user_id"] = decision.UserId };
        }

        if (decision.TokenScope.Length > 0)
        {
            input["token"] = new JsonObject { ["scope"] = decision.TokenScope };
        }

        var request = RequestOf(decision.Input);
        if (request is not null)
        {
            input["request"] = request;
        }

        return (input, request is not null && !decision.Input.Contains(Masked, StringComparison.Ordinal));
    }

    // What is long was cut, and is no document any more.
    private static JsonObject? RequestOf(string input)
    {
        try
        {
            return input.Length == 0 ? null : JsonNode.Parse(input) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

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
