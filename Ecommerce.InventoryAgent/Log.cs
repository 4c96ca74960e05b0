namespace Ecommerce.InventoryAgent;

/// <summary>What this agent logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Count} reservations expired; their stock is available again")]
    public static partial void ReservationsExpired(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Warning, "{Count} reservations of {Sku} failed together")]
    public static partial void BatchFailed(ILogger logger, Exception exception, int count, string sku);
}
