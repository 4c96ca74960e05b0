using System.CommandLine;
using Ecommerce.Contracts;

namespace Ecommerce.Cli.Commands;

/// <summary><c>keys</c>: the keys that sign users' tokens.</summary>
internal static class KeysCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var rotate = new Command("rotate", "Adds a signing key, which takes over from the last one while tokens of both are good") { data };
        rotate.SetAction((parsed, cancellationToken) =>
            AdminCall.RunAsync(data.FolderOf(parsed), AgentNames.User, "rotate_signing_keys", [], cancellationToken));
        return new("keys", "Rotates the keys that sign users' tokens") { rotate };
    }
}
