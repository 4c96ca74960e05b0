using System.Text.Json.Nodes;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Tokens;

namespace Ecommerce.Cli.Bench;

/// <summary>
/// The same call directly, through a pair of sidecars, and as agents make it, which take turns in one run, by two clients.
/// </summary>
/// <param name="pairs">The processes of each way.</param>
/// <param name="ghz">The other client.</param>
/// <param name="identity">Its options for the agent.</param>
/// <param name="tokens">What that client sends for a user.</param>
internal sealed class MeshRun(IReadOnlyDictionary<string, BenchPair> pairs, Ghz ghz, string[] identity, BenchTokens tokens)
{
    private const int DriverRounds = 12;
    private const int GhzRounds = 3;
    private const string Client = "client";

    private readonly MeshReport _report = new();

    /// <summary>Measures for that long and returns the report.</summary>
    /// <exception cref="CommandException">A tool is missing, or a part does not start.</exception>
    public static async Task<JsonNode> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var ghz = SharedTools.Find("ghz");
        if (ghz is null || !File.Exists(MeshProxies.Tool))
        {
            throw new CommandException($"There is nothing to compare with: {SharedTools.Missing}.") { ExitCode = ExitCodes.Unreachable };
        }

        await using var site = await BenchSite.StartAsync(cancellationToken);
        await using var direct = await BenchPair.StartAsync(Rung.Plaintext, site, cancellationToken);
        await using var mesh = await BenchPair.StartAsync(
            Rung.Plaintext, site, cancellationToken, server => MeshProxies.StartAsync(server, site.At("mesh"), cancellationToken));
        await using var secured = await BenchPair.StartAsync(Rung.Secured, site, cancellationToken);
        var pairs = new Dictionary<string, BenchPair>
        {
            [MeshReport.Direct] = direct,
            [MeshReport.Mesh] = mesh,
            [MeshReport.Secured] = secured,
        };
        var identity = await ExportIdentityAsync(site, cancellationToken);
        var tokens = site.CreateTokens();
        var protoset = site.At("inventory.protoset");
        Ghz.WriteProtoset(protoset);
        var ghzClient = new Ghz(ghz, protoset);
        // A third warms up and is not counted.
        await new MeshRun(pairs, ghzClient, identity, tokens).DriveAsync(duration * 0.3, cancellationToken);
        var run = new MeshRun(pairs, ghzClient, identity, tokens);
        await run.DriveAsync(duration * 0.45, cancellationToken);
        await run.LoadAsync(duration * 0.25, cancellationToken);
        var report = run._report.ToJson();
        report["pss_mb"] = new JsonObject(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Memory(pair.Value))));
        return report;
    }

    // An agent's SVID as files. ghz cannot verify a SPIFFE ID, so it does not verify the server.
    private static async Task<string[]> ExportIdentityAsync(BenchSite site, CancellationToken cancellationToken)
    {
        await using var source = site.FollowIdentity(AgentNames.Gateway);
        await source.WaitForFirstAsync(cancellationToken);
        var files = IdentityFiles.Write(source.Current!, site.At("identity"));
        return ["--cert", (string)files["svid"]!, "--key", (string)files["key"]!, "--skipTLS"];
    }

    // What the gateway sends with a call for a user.
    private string Metadata()
    {
        var capability = CapabilityCatalogue.Find(AgentNames.Inventory, "get_product")!;
        return new JsonObject { [CallTokens.TransactionHeader] = tokens.Current(capability.Name) }.ToJsonString();
    }

    private static JsonObject Memory(BenchPair pair) => new(pair.Parts.Select(part =>
        KeyValuePair.Create(part.Key, (JsonNode?)Math.Round(part.Value.Sum(ProcessUse.PssMegabytes), 1))));

    private Task DriveAsync(TimeSpan duration, CancellationToken cancellationToken) => TakeTurnsAsync(
        MeshReport.Driver, DriverRounds, duration, ProcessorTime,
        (pair, order) => pair.CallAsync(order, cancellationToken),
        cancellationToken);

    private Task LoadAsync(TimeSpan duration, CancellationToken cancellationToken) => TakeTurnsAsync(
        MeshReport.Ghz, GhzRounds, duration,
        pair => new(ProcessorTime(pair)) { [Client] = ProcessUse.EndedChildrenCpuSeconds() },
        (pair, order) => ghz.RunAsync(
            pair.Address, order, pair.Address.Scheme == Uri.UriSchemeHttps ? [.. identity, "--metadata", Metadata()] : []),
        cancellationToken);

    private async Task TakeTurnsAsync(
        string client, int rounds, TimeSpan duration, Func<BenchPair, Dictionary<string, double>> cpu,
        Func<BenchPair, SliceOrder, Task<Slice>> call, CancellationToken cancellationToken)
    {
        var ways = MeshReport.Ways;
        var slice = duration / (rounds * MeshReport.CallerCounts.Count * ways.Count);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var callers in MeshReport.CallerCounts)
            {
                for (var i = 0; i < ways.Count; i++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    // Each round starts with the next way, so that none always follows the same one.
                    var way = ways[(i + round) % ways.Count];
                    var pair = pairs[way];
                    var before = cpu(pair);
                    var measured = await call(pair, new(callers, slice));
                    var used = cpu(pair).ToDictionary(part => part.Key, part => part.Value - before[part.Key]);
                    _report.Add(client, way, callers, measured, used);
                }
            }
        }
    }

    private static Dictionary<string, double> ProcessorTime(BenchPair pair) =>
        pair.Parts.ToDictionary(part => part.Key, part => part.Value.Sum(ProcessUse.CpuSeconds));
}
