using System.Diagnostics.Metrics;
using Ecommerce.ServiceDefaults.Telemetry;

namespace Ecommerce.Gateway;

/// <summary>The metrics of the gateway.</summary>
internal static class GatewayTelemetry
{
    /// <summary>The requests of one caller or of all, or their open streams.</summary>
    public const string Requests = "requests";

    /// <summary>The requests of one user.</summary>
    public const string User = "user";

    /// <summary>The questions in plain words, of one user or of all.</summary>
    public const string Questions = "questions";

    /// <summary>The requests with a password.</summary>
    public const string Passwords = "passwords";

    /// <summary>The shop has more to do than it can.</summary>
    public const string Busy = "busy";

    private static readonly Counter<long> Refusals =
        AgentTelemetry.Meter.CreateCounter<long>("ecommerce_requests_refused_total");

    /// <summary>Counts a request that is refused because there are too many.</summary>
    /// <param name="reason">What there is too much of: one of the names here.</param>
    public static void Refused(string reason) => Refusals.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
