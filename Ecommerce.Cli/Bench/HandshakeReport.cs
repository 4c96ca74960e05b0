using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Bench;

/// <summary>What <c>bench handshake</c> reports.</summary>
public sealed class HandshakeReport
{
    private readonly Dictionary<HandshakeWay, Samples> _samples = new()
    {
        [HandshakeWay.Spiffe] = new(),
        [HandshakeWay.Stock] = new(),
    };

    /// <summary>What was measured of a way.</summary>
    public Samples Of(HandshakeWay way) => _samples[way];

    /// <summary>
    /// <c>{spiffe, stock, ratio}</c>: of each, connections per second, latency, and processor time and bytes of both ends for one
    /// connection; and the former by the latter.
    /// </summary>
    public JsonObject ToJson() => new()
    {
        ["spiffe"] = ToJson(HandshakeWay.Spiffe),
        ["stock"] = ToJson(HandshakeWay.Stock),
        ["ratio"] = new JsonObject
        {
            ["cpu"] = Math.Round(Cpu(HandshakeWay.Spiffe) / Cpu(HandshakeWay.Stock), 3),
            ["bytes"] = Math.Round(Bytes(HandshakeWay.Spiffe) / Bytes(HandshakeWay.Stock), 3),
        },
    };

    private JsonObject ToJson(HandshakeWay way)
    {
        var report = Of(way).LatencyToJson();
        report["cpu_us"] = Math.Round(Cpu(way), 1);
        report["bytes"] = Math.Round(Bytes(way));
        return report;
    }

    private double Cpu(HandshakeWay way) => Of(way).MedianOfSlices((used, _) => used.CpuMicroseconds);

    private double Bytes(HandshakeWay way) => Of(way).MedianOfSlices((used, _) => used.Bytes);
}
