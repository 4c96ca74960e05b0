namespace Ecommerce.Web;

/// <summary>What the storefront logs. No cookie, token, name or address is in it.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "a request failed, trace {TraceId}")]
    public static partial void RequestFailed(ILogger logger, string traceId, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "refused: {Code}, trace {TraceId}")]
    public static partial void Refused(ILogger logger, string code, string traceId);
}
