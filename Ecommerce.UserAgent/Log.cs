namespace Ecommerce.UserAgent;

/// <summary>What this agent logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "user {UserId} signed in: session {SessionId}")]
    public static partial void SignedIn(ILogger logger, Guid userId, Guid sessionId);

    [LoggerMessage(2, LogLevel.Warning, "a refresh token of session {SessionId} was used a second time; the session has ended")]
    public static partial void RefreshTokenReused(ILogger logger, Guid sessionId);

    [LoggerMessage(3, LogLevel.Information, "signing key {KeyId} signs from {SignsFrom:O}")]
    public static partial void SigningKeyAdded(ILogger logger, string keyId, DateTimeOffset signsFrom);

    [LoggerMessage(4, LogLevel.Warning, "signing keys are kept without encryption: tokens.encryption_key_file is not set")]
    public static partial void KeysNotEncrypted(ILogger logger);

    [LoggerMessage(5, LogLevel.Information, "{Agent} holds nothing of user {UserId} any more")]
    public static partial void Erased(ILogger logger, string agent, Guid userId);

    [LoggerMessage(6, LogLevel.Warning, "{Agent} has not erased user {UserId} yet, attempt {Attempt}: {Code}; it is asked again")]
    public static partial void NotErasedYet(ILogger logger, string agent, Guid userId, int attempt, string code);
}
