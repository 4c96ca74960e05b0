using System.CommandLine;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Development;
using Ecommerce.Contracts;
using Spiffe;

namespace Ecommerce.Cli.Commands;

/// <summary>An agent by its name or its SPIFFE ID.</summary>
internal static class AgentArgument
{
    /// <summary>The argument.</summary>
    public static Argument<string> Create(bool required = true) => new("agent")
    {
        Description = $"Name ({string.Join(", ", AgentNames.All)}) or SPIFFE ID of the agent",
        Arity = required ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
    };

    /// <summary>The ID meant.</summary>
    public static SpiffeId IdOf(string text) => AgentNames.All.Contains(text)
        ? SpiffeId.Parse(Registrations.AgentId(text))
        : ShopClient.ParseId(text, "agent");
}
