using System.CommandLine;

namespace Ecommerce.Cli.Commands;

/// <summary><c>--as</c>: which of its SPIFFE IDs the command line uses.</summary>
internal sealed class IdentityOption : Option<string?>
{
    /// <summary>The option.</summary>
    public IdentityOption()
        : base("--as")
    {
        Description = "Which of the SPIFFE IDs that the Workload API issues to use";
        HelpName = "ID";
    }
}
