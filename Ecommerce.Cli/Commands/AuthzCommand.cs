using System.CommandLine;

namespace Ecommerce.Cli.Commands;

/// <summary><c>authz</c>: what the policies say.</summary>
internal static class AuthzCommand
{
    /// <summary>The verb.</summary>
    public static Command Create() => new("authz", "What the policies say")
    {
        AuthzCheckCommand.Create(), AuthzMatrixCommand.Create(), AuthzTestCommand.Create(),
    };
}
