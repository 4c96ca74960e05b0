using Microsoft.Extensions.Logging;

namespace Spiffe.Hosting;

/// <summary>What this library logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "The development authority does not start")]
    public static partial void AuthorityFailed(ILogger logger, Exception exception);
}
