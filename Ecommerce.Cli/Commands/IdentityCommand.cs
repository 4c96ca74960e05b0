using System.CommandLine;

namespace Ecommerce.Cli.Commands;

/// <summary><c>identity</c>: who the command line is.</summary>
internal static class IdentityCommand
{
    /// <summary>The verb.</summary>
    public static Command Create() =>
        new("identity", "The command line's own identity") { IdentityShowCommand.Create(), IdentityExportCommand.Create() };
}
