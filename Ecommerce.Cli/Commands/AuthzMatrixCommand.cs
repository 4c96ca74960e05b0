using System.CommandLine;
using Ecommerce.Cli.Authz;
using Ecommerce.Cli.Output;
using Ecommerce.Development;

namespace Ecommerce.Cli.Commands;

/// <summary><c>authz matrix</c>: writes who may call what, for review.</summary>
internal static class AuthzMatrixCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("matrix", "Writes policies/matrix.md: every capability and who may call it");
        command.SetAction(_ =>
        {
            var path = RepositoryRoot.At("policies", "matrix.md");
            File.WriteAllText(path, PolicyMatrix.Write());
            Console.WriteLine(path);
            return ExitCodes.Done;
        });
        return command;
    }
}
