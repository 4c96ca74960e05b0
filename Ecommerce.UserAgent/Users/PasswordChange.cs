using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.UserAgent.Users;

/// <summary>
/// Changes of what a user signs in with. They need the current password: whoever has only got hold of a session cannot keep the account.
/// </summary>
internal sealed class PasswordChange(PasswordStore passwords, PasswordHasher hasher, AgentInfo agent, TimeProvider time)
{
    /// <summary>How long a password that an administrator set can be used.</summary>
    public static readonly TimeSpan OneTimeLifetime = TimeSpan.FromDays(1);

    private const string Field = "current_password";

    /// <summary>
    /// Sets a password. Without the current one an administrator may, who asks this agent itself; the password is then for one use.
    /// </summary>
    /// <exception cref="ProblemException">See <see cref="RequireAsync"/>; <c>invalid_request</c>: it is a common one.</exception>
    public async Task<Contracts.V1.User> SetAsync(
        Guid userId, SetPasswordRequest request, CapabilityContext call, CancellationToken cancellationToken)
    {
        CommonPasswords.Refuse(request.NewPassword, "new_password");
        if (request.CurrentPassword.Length == 0 && call.Caller == agent.IdOf(AgentNames.Admin))
        {
            var set = await hasher.HashAsync(request.NewPassword, cancellationToken);
            var now = time.GetUtcNow();
            return await passwords.SetAsync(userId, set, now + OneTimeLifetime, now, cancellationToken);
        }

        var old = await RequireAsync(userId, request.CurrentPassword, cancellationToken);
        var hash = await hasher.HashAsync(request.NewPassword, cancellationToken);
        return await passwords.ReplaceAsync(userId, old, hash, call.SessionId, time.GetUtcNow(), cancellationToken);
    }

    /// <summary>Demands a user's current password, and returns its hash.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: it is not given; <c>forbidden</c>: it is wrong; <c>not_found</c>;
    /// <c>unavailable</c>.</exception>
    public async Task<string> RequireAsync(Guid userId, string password, CancellationToken cancellationToken)
    {
        if (password.Length == 0)
        {
            throw ProblemException.Invalid([new(Field, "is required")]);
        }

        var found = await passwords.FindAsync(userId, cancellationToken);
        var hash = found?.HashAt(time.GetUtcNow());
        if (!await hasher.VerifyAsync(password, hash, cancellationToken))
        {
            throw found is null
                ? UserStore.NotFound()
                : new ProblemException(ErrorCodes.Forbidden, "The current password is wrong.", Field);
        }

        return hash!;
    }
}
