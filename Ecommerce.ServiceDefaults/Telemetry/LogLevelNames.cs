using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Telemetry;

/// <summary>The names of levels in log lines, as .NET's console writes them.</summary>
public static class LogLevelNames
{
    /// <summary>The name of a level, of four letters.</summary>
    public static string Of(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
