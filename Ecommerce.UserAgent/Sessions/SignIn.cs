using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.UserAgent.Tokens;
using Ecommerce.UserAgent.Users;

namespace Ecommerce.UserAgent.Sessions;

/// <summary>
/// Signs users in and keeps them signed in. An unknown address and a wrong password take the same way: one statement, one hash, one answer.
/// </summary>
internal sealed class SignIn(
    PasswordStore passwords, PasswordHasher hasher, SessionStore sessions, SigningKeys keys, TimeProvider time, ILogger<SignIn> logger)
{
    private const string NewPassword = "new_password";

    /// <summary>Begins a session. A password that was hashed with less than today's parameters is hashed anew.</summary>
    /// <param name="request">Address and password, and another password if that one is for one use.</param>
    /// <param name="client">For whom: the SPIFFE ID of the outside caller.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ProblemException"><c>unauthenticated</c>; <c>invalid_request</c>: another password is needed, or must not be
    /// given; <c>unavailable</c>: too many passwords are being hashed.</exception>
    public async Task<SessionTokens> AuthenticateAsync(AuthenticateRequest request, string client, CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                return await BeginAsync(request, client, cancellationToken);
            }
            catch (ProblemException exception) when (exception.Code == ErrorCodes.Conflict)
            {
                // Perhaps another sign-in hashed the same password anew: the hash that is there now decides.
                if (!isFirst)
                {
                    throw Wrong();
                }
            }
        }
    }

    private async Task<SessionTokens> BeginAsync(AuthenticateRequest request, string client, CancellationToken cancellationToken)
    {
        var found = await passwords.FindAsync(request.Email, cancellationToken);
        var hash = found?.HashAt(time.GetUtcNow());
        if (!await hasher.VerifyAsync(request.Password, hash, cancellationToken))
        {
            throw Wrong();
        }

        var replacement = CheckNew(found!, request) is { } password ? await hasher.HashAsync(password, cancellationToken) : null;
        // Before a transaction begins, which then needs no second connection.
        using var signer = await keys.SignerAsync(cancellationToken);
        var token = RefreshToken.Create(Guid.CreateVersion7(time.GetUtcNow()));
        var reply = await sessions.BeginAsync(
            found!, replacement, token, client, Reply(signer, found!.User, token, client), cancellationToken);
        Log.SignedIn(logger, found.User.UserId, token.SessionId);
        return reply;
    }

    /// <summary>Exchanges a session's last refresh token for new tokens. An earlier one of a session ends it (RFC 9700, 4.14.2).</summary>
    /// <exception cref="ProblemException"><c>unauthenticated</c>.</exception>
    public async Task<SessionTokens> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        if (!RefreshToken.TryRead(refreshToken, out var token))
        {
            throw NotValid();
        }

        // Before a transaction begins, which then needs no second connection.
        using var signer = await keys.SignerAsync(cancellationToken);
        var next = token.Next();
        var reply = await sessions.RefreshAsync(
            token, next, (user, client) => Reply(signer, user, next, client), cancellationToken);
        if (reply.User is not null)
        {
            return reply;
        }

        if (reply.SessionId.Length > 0)
        {
            Log.RefreshTokenReused(logger, token.SessionId);
        }

        throw NotValid();
    }

    /// <summary>The problem of an address and a password that do not belong together.</summary>
    public static ProblemException Wrong() => new(ErrorCodes.Unauthenticated, "The e-mail address or the password is wrong.");

    private static ProblemException NotValid() => new(ErrorCodes.Unauthenticated, "The refresh token is not valid: sign in again.");

    // The password that takes the place of the one that was right; null if that one stays.
    private string? CheckNew(Credentials found, AuthenticateRequest request)
    {
        var password = request.NewPassword;
        if (found.OneTimeUntil is null)
        {
            return password.Length > 0 ? throw Invalid("is only for a password of one use; set_password changes others")
                : hasher.IsOutdated(found.Hash!) ? request.Password
                : null;
        }

        if (password.Length == 0 || password == request.Password)
        {
            throw Invalid("is required, and another one: this password is for one use");
        }

        CommonPasswords.Refuse(password, NewPassword);
        return password;
    }

    private static ProblemException Invalid(string description) => ProblemException.Invalid([new(NewPassword, description)]);

    private static SessionTokens Reply(TokenSigner signer, Users.User user, RefreshToken token, string client) => new()
    {
        AccessToken = signer.SignAccess(user.UserId, token.SessionId, client),
        TokenType = "Bearer",
        ExpiresIn = (long)TokenKind.AccessLifetime.TotalSeconds,
        RefreshToken = token.ToString(),
        User = user.ToMessage(),
        SessionId = token.SessionId.ToString(),
    };
}
