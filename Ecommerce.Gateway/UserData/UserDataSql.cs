namespace Ecommerce.Gateway.UserData;

/// <summary>The statements on what the gateway holds of a user.</summary>
internal static class UserDataSql
{
    /// <summary>$1: user. Until when each of the user's sessions in browsers lasts, if it is not used.</summary>
    public const string Sessions = "SELECT expires_at FROM browser_sessions WHERE user_id = $1 ORDER BY expires_at";

    /// <summary>$1: user. Ends them.</summary>
    public const string EraseSessions = "DELETE FROM browser_sessions WHERE user_id = $1";
}
