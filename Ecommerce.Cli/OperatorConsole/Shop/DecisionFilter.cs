using Ecommerce.Contracts.V1;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>Which decisions are shown. A part of an ID is enough.</summary>
/// <param name="Agent">Who decided; empty for all.</param>
/// <param name="Caller">A part of the caller's ID.</param>
/// <param name="Callee">A part of the callee's ID.</param>
/// <param name="Action">A part of the capability's name.</param>
/// <param name="Outcome"><c>allow</c>, <c>deny</c>, or empty for both.</param>
public sealed record DecisionFilter(string Agent, string Caller, string Callee, string Action, string Outcome)
{
    private const int Longest = 200;

    // What the console asks in order to show them.
    private static readonly string[] Own = ["watch_decisions", "describe_agent"];

    /// <summary>Reads it from the page's address.</summary>
    public static DecisionFilter Of(IQueryCollection query)
    {
        return new(Text("agent"), Text("caller"), Text("callee"), Text("action"), Text("outcome"));

        string Text(string name) => query[name].ToString() is { Length: <= Longest } text ? text.Trim() : "";
    }

    /// <summary>Whether a decision is shown.</summary>
    public bool Admits(DecisionRecord decision) =>
        (Agent.Length == 0 || decision.AgentName == Agent)
        && Has(decision.CallerId, Caller) && Has(decision.CalleeId, Callee) && Has(decision.Action, Action)
        && (Outcome.Length == 0 || Outcome == (decision.Allow ? "allow" : "deny"))
        && (Action.Length > 0 || !decision.Allow || !Own.Contains(decision.Action));

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
