using System.CommandLine;

namespace Ecommerce.Cli.Commands;

/// <summary><c>identity</c>: the command line's own identity.</summary>
internal static class IdentityCommand
{
    /// <summary>The verb.</summary>
    public static Command Create() => new("identity", "The command line's own identity")
    {
        IdentityShowCommand.Create(), IdentityExportCommand.Create(), IdentityTokenCommand.Create(),
    };
}
