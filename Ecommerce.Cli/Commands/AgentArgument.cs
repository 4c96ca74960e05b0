using System.CommandLine;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;
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
        // How the list of commands shows it.
        HelpName = required ? null : "[agent]",
    };

    /// <summary>The ID meant.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="option">The option or argument, for the error.</param>
    /// <exception cref="CommandException">It is neither an agent's name nor a SPIFFE ID; a usage error.</exception>
    public static SpiffeId IdOf(string text, string option = "agent")
    {
        if (AgentNames.All.Contains(text))
        {
            return SpiffeId.Parse(Registrations.AgentId(text));
        }

        if (text.Contains(':'))
        {
            return ShopClient.ParseId(text, option);
        }

        throw new CommandException($"{option}: {text} is not an agent. Choose one of {string.Join(", ", AgentNames.All)}.")
        {
            ExitCode = ExitCodes.Usage,
        };
    }
}
