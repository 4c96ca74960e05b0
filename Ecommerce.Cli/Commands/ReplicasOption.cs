using System.CommandLine;
using Ecommerce.Cli.Output;
using Ecommerce.Development;

namespace Ecommerce.Cli.Commands;

/// <summary><c>--replicas</c>: how many processes each agent has.</summary>
internal sealed class ReplicasOption() : NumberOption<int>(
    "--replicas", $"Start N processes of each agent, each with ports of its own: {Ports.Span} further on (default: 1)", "N", 1,
    Ports.MaxReplicas)
{
    /// <summary>The ports of a shop with so many processes.</summary>
    /// <param name="portBase">The first one; null for the well-known ones.</param>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="CommandException">There are not so many ports; a usage error.</exception>
    public Ports PortsFrom(int? portBase, ParseResult parsed)
    {
        var replicas = parsed.GetValue(this) ?? 1;
        var highest = Ports.HighestBase - ((replicas - 1) * Ports.Span);
        if (portBase > highest)
        {
            throw new CommandException($"--port-base: with {replicas} replicas it is at most {highest}.") { ExitCode = ExitCodes.Usage };
        }

        return new(portBase, replicas);
    }
}
