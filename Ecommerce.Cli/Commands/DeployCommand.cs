using System.CommandLine;

namespace Ecommerce.Cli.Commands;

/// <summary><c>deploy</c>: what platforms need to know.</summary>
internal static class DeployCommand
{
    /// <summary>The verb.</summary>
    public static Command Create() => new("deploy", "What platforms need to know") { DeployRenderCommand.Create() };
}
