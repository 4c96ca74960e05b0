using Ecommerce.Contracts.V1;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>Which decisions are shown. A part of an ID is enough.</summary>
/// <param name="Agent">Who decided; empty for all.</param>
/// <param name="Caller">A part of the caller's ID.</param>
/// <param name="Callee">A part of the callee's ID.</param>
/// <param name="Action">A part of the capability's name.</param>
/// <param name="Outcome"><c>allow</c>, <c>deny</c>, or empty for both.</param>
/// <param name="IsPaused">Whether the page stays as it is while more is decided.</param>
public sealed record DecisionFilter(string Agent, string Caller, string Callee, string Action, string Outcome, bool IsPaused = false)
{
    private const int Longest = 200;

    // What the console asks in order to show them.
    private static readonly string[] Own = ["watch_decisions", "describe_agent"];

    /// <summary>Reads it from the page's address.</summary>
    public static DecisionFilter Of(IQueryCollection query)
    {
        return new(Text("agent"), Text("caller"), Text("callee"), Text("action"), Text("outcome"), Text("paused").Length > 0);

        string Text(string name) => query[name].ToString() is { Length: <= Longest } text ? text.Trim() : "";
    }

    /// <summary>Itself as a page's address has it.</summary>
    public QueryString Query => QueryString.Create(
        new (string Name, string Value)[]
        {
            ("agent", Agent), ("caller", Caller), ("callee", Callee), ("action", Action), ("outcome", Outcome),
            ("paused", IsPaused ? "1" : ""),
        }.Where(part => part.Value.Length > 0).Select(part => KeyValuePair.Create(part.Name, (string?)part.Value)));

    /// <summary>Whether a decision is shown.</summary>
    public bool Admits(DecisionRecord decision) =>
        (Agent.Length == 0 || decision.AgentName == Agent)
        && Has(decision.CallerId, Caller) && Has(decision.CalleeId, Callee) && Has(decision.Action, Action)
        && (Outcome.Length == 0 || Outcome == (decision.Allow ? "allow" : "deny"))
        && (Action.Length > 0 || !decision.Allow || !Own.Contains(decision.Action));

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
