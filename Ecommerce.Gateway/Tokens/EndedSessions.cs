using Ecommerce.Contracts.V1;
using Google.Protobuf;

namespace Ecommerce.Gateway.Tokens;

/// <summary>Which calls end sessions: the transaction tokens that were exchanged for these are of no use from then on.</summary>
internal static class EndedSessions
{
    /// <summary>The user some of whose sessions a call has ended; null if it ends none, or if it is not known whose.</summary>
    /// <param name="request">The call's request, which was not refused.</param>
    /// <param name="caller">The user who calls; null if there is none.</param>
    public static string? UserOf(IMessage request, string? caller) => request switch
    {
        SetPasswordRequest change => change.UserId,
        UpdateProfileRequest { HasEmail: true } change => change.UserId,
        DeleteUserRequest erasure => erasure.UserId,
        RevokeSessionRequest { UserId.Length: > 0 } end => end.UserId,
        RevokeSessionRequest => caller,
        _ => null,
    };
}
