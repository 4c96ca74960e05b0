using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.UserAgent.Users;

/// <summary>A user of the shop. The password is not part of it.</summary>
/// <param name="UserId">UUID version 7.</param>
/// <param name="Email">As the user wrote it; unique without regard to case.</param>
/// <param name="Name">One line of text.</param>
/// <param name="Tier">Never unspecified.</param>
/// <param name="CreatedAt">In whole microseconds, as the database keeps it.</param>
internal sealed record User(Guid UserId, string Email, string Name, Tier Tier, DateTimeOffset CreatedAt)
{
    /// <summary>A new user; of the free tier unless the request names another, which the policy allows only some callers.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: the name or the tier is invalid.</exception>
    public static User SignUp(string email, string name, Tier tier, DateTimeOffset now) => new(
        Guid.CreateVersion7(now),
        email,
        CheckName(name),
        tier == Tier.Unspecified ? Tier.Free : CheckTier(tier),
        now.InMicroseconds());

    /// <summary>Checks that a name is one visible line.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: it is blank or has control characters.</exception>
    public static string CheckName(string name) => string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl)
        ? throw new ProblemException(ErrorCodes.InvalidRequest, "The name must be one line of text.", "name")
        : name;

    /// <summary>Checks that a tier is one that a user can have.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: it is not.</exception>
    public static Tier CheckTier(Tier tier) => tier != Tier.Unspecified && System.Enum.IsDefined(tier)
        ? tier
        : throw new ProblemException(ErrorCodes.InvalidRequest, "There is no such tier.", "tier");

    /// <summary>The user as callers see it.</summary>
    public Contracts.V1.User ToMessage() => new()
    {
        UserId = UserId.ToString(),
        Email = Email,
        Name = Name,
        Tier = Tier,
        CreatedAt = CreatedAt.ToTimestamp(),
    };
}
