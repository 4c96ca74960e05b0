namespace Ecommerce.Gateway.UserData;

/// <summary>The statements on what the gateway holds of a user.</summary>
internal static class UserDataSql
{
    /// <summary>$1: user. Until when each of the user's sessions in browsers lasts, if it is not used.</summary>
    public const string Sessions = "SELECT expires_at FROM browser_sessions WHERE user_id = $1 ORDER BY expires_at";

    /// <summary>$1: user. What a model proposed to the user, or for the user: capability, arguments, until when.</summary>
    public const string Proposals =
        "SELECT capability, arguments, expires_at FROM proposals WHERE user_id = $1 OR about_user_id = $1 ORDER BY expires_at";

    /// <summary>$1: user. Forgets it.</summary>
    public const string EraseProposals = "DELETE FROM proposals WHERE user_id = $1 OR about_user_id = $1";

    /// <summary>$1: user. Ends them.</summary>
    public const string EraseSessions = "DELETE FROM browser_sessions WHERE user_id = $1";
}
