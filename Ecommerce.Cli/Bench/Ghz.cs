using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts.V1;
using Ecommerce.Development.Processes;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Ecommerce.Cli.Bench;

/// <summary>ghz, a gRPC load generator in Go: a client that is none of ours.</summary>
/// <param name="program">Its path.</param>
/// <param name="protoset">What <see cref="WriteProtoset"/> has written.</param>
public sealed class Ghz(string program, string protoset)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Writes the service's contract as the descriptors of its files.</summary>
    /// <param name="path">The new file.</param>
    public static void WriteProtoset(string path)
    {
        var set = new FileDescriptorSet();
        Add(InventoryReflection.Descriptor);
        File.WriteAllBytes(path, set.ToByteArray());

        void Add(FileDescriptor file)
        {
            foreach (var dependency in file.Dependencies)
            {
                Add(dependency);
            }

            if (set.File.All(known => known.Name != file.Name))
            {
                set.File.Add(file.ToProto());
            }
        }
    }

    /// <summary>Calls over one connection.</summary>
    /// <param name="address">Of the server.</param>
    /// <param name="order">How many callers, and for how long.</param>
    /// <param name="identity">Options that present a certificate; none in plaintext.</param>
    /// <exception cref="CommandException">It fails, or no call succeeds.</exception>
    internal async Task<Slice> RunAsync(Uri address, SliceOrder order, params string[] identity)
    {
        var seconds = order.Duration.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var (code, output) = await Tool.RunAsync(
            Timeout + order.Duration,
            [
                program, "--protoset", protoset, "--call", "ecommerce.v1.InventoryService/GetProduct",
                "--data", $$"""{"sku": "{{BenchInventory.Sku}}"}""",
                "--concurrency", $"{order.Callers}", "--connections", "1", "--duration", $"{seconds}s", "--duration-stop", "wait",
                "--format", "json", .. identity.Length > 0 ? identity : ["--insecure"], address.Authority,
            ]);
        return code == 0 ? Parse(output) : throw new CommandException($"ghz failed: {output}");
    }

    /// <summary>Reads its report: every call that succeeded.</summary>
    /// <exception cref="CommandException">No call succeeded.</exception>
    public static Slice Parse(string report)
    {
        var json = JsonNode.Parse(report)!;
        long[] durations =
        [
            .. json["details"]!.AsArray().Where(call => (string?)call!["status"] == "OK")
                .Select(call => (long)((double)call!["latency"]! * Stopwatch.Frequency / 1_000_000_000)),
        ];
        return durations.Length > 0
            ? new(TimeSpan.FromMicroseconds((double)json["total"]! / 1000), Client: default, durations)
            : throw new CommandException($"No call of ghz succeeded: {json["errorDistribution"]}");
    }
}
