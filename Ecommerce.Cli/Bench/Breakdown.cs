using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Bench;

/// <summary>What each stage of a secured call costs: each rung less the one before it.</summary>
public static class Breakdown
{
    private const int Callers = 16;

    /// <summary>
    /// A row for each stage, <c>{stage, client_cpu_us, server_cpu_us, client_bytes, server_bytes}</c>, for one of the calls of 16 callers.
    /// First the plaintext call itself, last what all stages beyond bare mutual TLS add to it.
    /// </summary>
    public static JsonArray Create(CallReport calls)
    {
        var rows = new JsonArray { Row("plaintext call", calls, Rung.Plaintext, less: null) };
        foreach (var rung in Rungs.All.Skip(1))
        {
            rows.Add(Row(rung.Stage(), calls, rung, rung - 1));
        }

        rows.Add(Row("all beyond mtls", calls, Rung.Secured, Rung.Mtls));
        return rows;
    }

    private static JsonObject Row(string stage, CallReport calls, Rung rung, Rung? less)
    {
        return new()
        {
            ["stage"] = stage,
            ["client_cpu_us"] = Added((client, _) => client.CpuMicroseconds, digits: 1),
            ["server_cpu_us"] = Added((_, server) => server.CpuMicroseconds, digits: 1),
            ["client_bytes"] = Added((client, _) => client.Bytes, digits: 0),
            ["server_bytes"] = Added((_, server) => server.Bytes, digits: 0),
        };

        // Plus zero: what rounds to -0 is 0.
        double Added(Func<Counters, Counters, double> value, int digits) => Math.Round(Of(rung, value) - Of(less, value), digits) + 0.0;

        double Of(Rung? which, Func<Counters, Counters, double> value) =>
            which is { } known ? calls.Of(known, Callers).MedianOfSlices(value) : 0;
    }
}
