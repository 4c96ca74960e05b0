namespace Ecommerce.UserAgent.Users;

/// <summary>A user, and what proves that it is that user.</summary>
/// <param name="User">Who.</param>
/// <param name="Hash">Of the password; null if there is none.</param>
/// <param name="OneTimeUntil">Until when a password that an administrator set is good, for one use; null if the user chose it.</param>
internal sealed record Credentials(User User, string? Hash, DateTimeOffset? OneTimeUntil)
{
    /// <summary>The hash to compare a password with; null if no password is right.</summary>
    public string? HashAt(DateTimeOffset now) => OneTimeUntil <= now ? null : Hash;
}
