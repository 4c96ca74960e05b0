using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.ServiceDefaults.Agents;

/// <summary>
/// The deadline of a call whose header <c>grpc-timeout</c> was taken away: the capability invoker ends the call, and gRPC would have a
/// timer and a token of its own for the same.
/// </summary>
/// <param name="At">When the caller stops waiting.</param>
internal sealed record GrpcDeadline(DateTimeOffset At)
{
    // gRPC over HTTP/2, Requests: TimeoutValue has at most eight digits.
    private const int MaxDigits = 8;

    // Beyond what any surface allows a call.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Takes the header away and keeps its deadline as a feature; leaves a header that is not valid to gRPC.</summary>
    public static void Take(HttpContext context, TimeProvider time)
    {
        if (context.Request.Headers.GrpcTimeout is [{ } header] && TryParse(header, out var timeout))
        {
            context.Request.Headers.GrpcTimeout = default;
            context.Features.Set(new GrpcDeadline(time.GetUtcNow() + timeout));
        }
    }

    // Reads such as 30S or 250m; false for what is not a time, and for none at all.
    private static bool TryParse(string header, out TimeSpan timeout)
    {
        timeout = default;
        if (header.Length is < 2 or > MaxDigits + 1
            || !int.TryParse(header.AsSpan(0, header.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        timeout = header[^1] switch
        {
            'H' => TimeSpan.FromHours(value),
            'M' => TimeSpan.FromMinutes(value),
            'S' => TimeSpan.FromSeconds(value),
            'm' => TimeSpan.FromMilliseconds(value),
            'u' => TimeSpan.FromMicroseconds(value),
            'n' => TimeSpan.FromTicks(value / TimeSpan.NanosecondsPerTick),
            _ => default,
        };
        timeout = timeout < Longest ? timeout : Longest;
        return timeout > TimeSpan.Zero;
    }
}
