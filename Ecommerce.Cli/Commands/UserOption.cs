using System.CommandLine;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Cli.SignIn;
using Ecommerce.Development;

namespace Ecommerce.Cli.Commands;

/// <summary><c>--user</c>: for the user who is signed in.</summary>
internal sealed class UserOption : Option<bool>
{
    /// <summary>The option.</summary>
    public UserOption()
        : base("--user") => Description = "For the user who is signed in (ecommerce login)";

    /// <summary>The user's access token of the moment; null where the option is not given.</summary>
    /// <exception cref="CommandException">Nobody is signed in, or the session has ended.</exception>
    public async Task<string?> TokenAsync(
        ParseResult parsed, DataFolder folder, ShopClient client, CancellationToken cancellationToken) => parsed.GetValue(this)
        ? (await new SessionStore(folder, TimeProvider.System).CurrentAsync(client, cancellationToken)).AccessToken : null;
}
