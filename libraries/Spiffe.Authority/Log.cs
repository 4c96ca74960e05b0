using Microsoft.Extensions.Logging;

namespace Spiffe.Authority;

/// <summary>What this library logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Development authority of {TrustDomain} serves {Workloads} workloads in {Folder}")]
    public static partial void Serving(ILogger logger, TrustDomain trustDomain, string folder, int workloads);

    [LoggerMessage(2, LogLevel.Warning, "A caller on the socket of {Workload} is refused: uid {Uid}, pid {Pid}")]
    public static partial void CallerRefused(ILogger logger, string? workload, int? uid, int? pid);

    [LoggerMessage(3, LogLevel.Error, "The SVIDs of {Workload} could not be renewed")]
    public static partial void RenewalFailed(ILogger logger, string workload, Exception exception);

    [LoggerMessage(4, LogLevel.Information, "Rotation of the root: {Step}")]
    public static partial void RootRotation(ILogger logger, string step);
}
