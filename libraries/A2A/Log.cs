using Microsoft.Extensions.Logging;

namespace A2A;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Operation} failed.")]
    public static partial void Failed(ILogger logger, string operation, Exception exception);
}
