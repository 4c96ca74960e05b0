using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Bench;

/// <summary>What <c>bench mesh</c> reports: each way to the service by each client with each number of callers.</summary>
public sealed class MeshReport
{
    /// <summary>In plaintext, without anything between.</summary>
    public const string Direct = "direct";

    /// <summary>Through the pair of sidecars.</summary>
    public const string Mesh = "mesh";

    /// <summary>As agents call each other.</summary>
    public const string Secured = "secured";

    /// <summary>The client of <c>bench call</c>, which for <see cref="Secured"/> is an agent's.</summary>
    public const string Driver = "driver";

    /// <summary>The load generator, which for <see cref="Secured"/> presents an agent's SVID but asks no policy of its own.</summary>
    public const string Ghz = "ghz";

    private readonly Dictionary<(string Client, string Way, int Callers), Cell> _cells = [];

    /// <summary>The numbers of callers.</summary>
    public static IReadOnlyList<int> CallerCounts => CallReport.CallerCounts;

    /// <summary>Every way.</summary>
    public static IReadOnlyList<string> Ways { get; } = [Direct, Mesh, Secured];

    /// <summary>Adds a slice.</summary>
    /// <param name="client">One of <see cref="Driver"/> and <see cref="Ghz"/>.</param>
    /// <param name="way">One of <see cref="Ways"/>.</param>
    /// <param name="callers">How many.</param>
    /// <param name="slice">What the client measured.</param>
    /// <param name="cpuSeconds">Processor time of each part while it did.</param>
    public void Add(string client, string way, int callers, Slice slice, IReadOnlyDictionary<string, double> cpuSeconds)
    {
        var cell = Of(client, way, callers);
        cell.Samples.Add(slice, server: default);
        foreach (var (part, seconds) in cpuSeconds)
        {
            cell.CpuSeconds[part] = cell.CpuSeconds.GetValueOrDefault(part) + seconds;
        }
    }

    /// <summary><c>{driver, ghz, compared}</c>, each by callers; the first two by way.</summary>
    public JsonObject ToJson()
    {
        var report = new JsonObject();
        foreach (var client in (string[])[Driver, Ghz])
        {
            var ways = Ways.Select(way => KeyValuePair.Create(way, (JsonNode?)ByCallers(callers => Of(client, way, callers).ToJson())));
            report[client] = new JsonObject(ways);
        }

        report["compared"] = ByCallers(Compare);
        return report;
    }

    private static JsonObject ByCallers(Func<int, JsonObject> value) =>
        new(CallerCounts.Select(callers => KeyValuePair.Create($"{callers}", (JsonNode?)value(callers))));

    // By the driver, which is the only client that decides on the way out.
    private JsonObject Compare(int callers)
    {
        var (direct, mesh, secured) = (Of(Driver, Direct, callers), Of(Driver, Mesh, callers), Of(Driver, Secured, callers));
        var (meshAdds, securedAdds) =
            (mesh.Samples.Median - direct.Samples.Median, secured.Samples.Median - direct.Samples.Median);
        return new()
        {
            ["secured_to_mesh_rps"] = Math.Round(secured.Samples.PerSecond / mesh.Samples.PerSecond, 2),
            ["mesh_adds_p50_us"] = Math.Round(meshAdds, 1),
            ["secured_adds_p50_us"] = Math.Round(securedAdds, 1),
            ["secured_to_mesh_added_p50"] = Math.Round(securedAdds / meshAdds, 3),
            ["secured_to_mesh_cpu"] = Math.Round(secured.CpuPerThousand / mesh.CpuPerThousand, 3),
        };
    }

    private Cell Of(string client, string way, int callers) =>
        _cells.TryGetValue((client, way, callers), out var known) ? known : _cells[(client, way, callers)] = new();

    private sealed class Cell
    {
        public Samples Samples { get; } = new();
        public Dictionary<string, double> CpuSeconds { get; } = [];
        public double CpuPerThousand => CpuSeconds.Values.Sum() * 1000 / Samples.Calls;

        public JsonObject ToJson()
        {
            var report = Samples.LatencyToJson();
            var parts = CpuSeconds.Select(part =>
                KeyValuePair.Create(part.Key, (JsonNode?)Math.Round(part.Value * 1000 / Samples.Calls, 4)));
            report["cpu_s_per_1000_calls"] = new JsonObject(parts) { ["all"] = Math.Round(CpuPerThousand, 4) };
            return report;
        }
    }
}
