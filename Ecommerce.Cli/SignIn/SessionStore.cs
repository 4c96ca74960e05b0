using System.Text.Json.Nodes;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Spiffe.Authority;

namespace Ecommerce.Cli.SignIn;

/// <summary>
/// The session of the user who is signed in: a file in the shop's data folder that its owner alone can read. One process at a time renews
/// it, since a refresh token is good once and a second use ends the session (RFC 9700, 4.14.2).
/// </summary>
/// <param name="folder">Which shop.</param>
/// <param name="time">The clock.</param>
internal sealed class SessionStore(DataFolder folder, TimeProvider time)
{
    // Beyond this, the token is good for the call that takes it.
    private static readonly TimeSpan LeastLifetime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private string Path => folder.At("session.json");

    /// <summary>Who is signed in; null if nobody is.</summary>
    public SignedInUser? Read()
    {
        try
        {
            return SignedInUser.Parse(File.ReadAllText(Path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Signs in, and out whoever was signed in before.</summary>
    /// <param name="client">The way to the gateway.</param>
    /// <param name="request">The request of <c>authenticate</c>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<TaskResult> SignInAsync(ShopClient client, JsonObject request, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        var result = await client.RouteAsync(AgentNames.User, "authenticate", request, accessToken: null, cancellationToken);
        if (result.Data is { } tokens)
        {
            await EndAsync(client, Read(), cancellationToken);
            Write(SignedInUser.From(tokens, time.GetUtcNow()));
        }

        return result;
    }

    /// <summary>Signs out. Without an answer the user stays signed in.</summary>
    /// <param name="client">The way to the gateway.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Null if nobody was signed in.</returns>
    public async Task<TaskResult?> SignOutAsync(ShopClient client, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken);
        var ended = await EndAsync(client, Read(), cancellationToken);
        if (ended is null or { Error: null })
        {
            File.Delete(Path);
        }

        return ended;
    }

    /// <summary>The user with an access token that is good for a while, renewed if need be.</summary>
    /// <param name="client">The way to the gateway.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="CommandException">Nobody is signed in, the session has ended, or it cannot be renewed now.</exception>
    public async Task<SignedInUser> CurrentAsync(ShopClient client, CancellationToken cancellationToken)
    {
        if (Read() is { } user && IsGood(user))
        {
            return user;
        }

        using var held = await LockAsync(cancellationToken);
        user = Read() ?? throw new CommandException("Nobody is signed in: ecommerce login EMAIL.");
        if (IsGood(user))
        {
            return user;
        }

        var result = await client.RouteAsync(
            AgentNames.User, "refresh_session", ByToken(user), accessToken: null, cancellationToken);
        if (result.Data is { } tokens)
        {
            user = SignedInUser.From(tokens, time.GetUtcNow());
            Write(user);
            return user;
        }

        if ((string?)result.Error?["code"] == ErrorCodes.Unauthenticated)
        {
            File.Delete(Path);
            throw new CommandException($"The session of {user.Email} has ended: ecommerce login {user.Email}.");
        }

        throw new CommandException($"The session cannot be renewed: {result.Error?["detail"]}") { ExitCode = result.ExitCode };
    }

    private static async Task<TaskResult?> EndAsync(ShopClient client, SignedInUser? user, CancellationToken cancellationToken) =>
        user is null ? null : await client.RouteAsync(
            AgentNames.User, "revoke_session", ByToken(user), accessToken: null, cancellationToken);

    private static JsonObject ByToken(SignedInUser user) => new() { ["refresh_token"] = user.RefreshToken };

    private bool IsGood(SignedInUser user) => user.ExpiresAt - time.GetUtcNow() > LeastLifetime;

    private void Write(SignedInUser user) => PrivateFiles.WriteAtomically(Path, user.ToJson());

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder.Root, PrivateFiles.FolderMode);
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (time.GetElapsedTime(started) < LockTimeout)
            {
                await Task.Delay(PollInterval, time, cancellationToken);
            }
        }
    }
}
