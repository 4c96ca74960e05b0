using System.Buffers;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Authz;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Contracts.Validation;
using Ecommerce.Contracts.Wire;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Decisions;
using Google.Protobuf;
using Rego;

namespace Ecommerce.Cli.Bench;

/// <summary>The parts of a call that can be run by themselves, on one thread with nothing around them.</summary>
internal static class Pieces
{
    private const int Rounds = 20;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Answers a line with <c>{pieces: [{piece, ns, bytes}]}</c>: for one run, the median of the rounds and the bytes allocated.
    /// </summary>
    public static Task<int> RunAsync(CancellationToken cancellationToken) =>
        BenchLoop.RunAsync(_ => Task.FromResult(new JsonObject { ["pieces"] = Measure() }), cancellationToken);

    private static JsonArray Measure()
    {
        var pieces = Create().Select(piece => (piece.Name, piece.Run, Nanoseconds: new List<double>())).ToList();
        foreach (var (_, run, _) in pieces)
        {
            Repeat(run, WarmUp);
        }

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (_, run, nanoseconds) in pieces)
            {
                nanoseconds.Add(Repeat(run, Slice));
            }
        }

        return [.. pieces.Select(piece => new JsonObject
        {
            ["piece"] = piece.Name,
            ["ns"] = Math.Round(piece.Nanoseconds.Order().ElementAt(Rounds / 2)),
            ["bytes"] = Bytes(piece.Run),
        })];
    }

    private static IEnumerable<(string Name, Action Run)> Create()
    {
        var request = new GetProductRequest { Sku = BenchInventory.Sku };
        var wire = new ReadOnlySequence<byte>(request.ToByteArray());
        yield return ("wire check", () => ContractWire.Check(GetProductRequest.Descriptor, wire));
        yield return ("validation", () => RequestValidator.Validate(request));
        var policy = PolicyCheck.Load();
        foreach (var (direction, agent) in ((Direction, string)[])
            [(Direction.Outbound, AgentNames.Gateway), (Direction.Inbound, AgentNames.Inventory)])
        {
            var (self, gateway) = (Registrations.AgentId(agent), Registrations.AgentId(AgentNames.Gateway));
            var call = new AuthorizationRequest(
                direction, gateway, Registrations.AgentId(AgentNames.Inventory), "get_product", gateway, UserId: null, request)
            {
                TokenScope = direction == Direction.Inbound ? "get_product" : null,
            };
            var inputs = new PolicyInput(self);
            var query = policy.Prepare($"data.{agent}.authz.decision");
            var input = inputs.Create(call, TimeProvider.System.GetUtcNow());
            var answer = query.Evaluate(input);
            var side = $"{direction}".ToLowerInvariant();
            yield return ($"{side} input", () => inputs.Create(call, TimeProvider.System.GetUtcNow()));
            yield return ($"{side} rules", () => query.Evaluate(input, new RegoEvaluationOptions { TimeProvider = TimeProvider.System }));
            yield return ($"{side} result", () => PolicyResult.Read(answer));
        }
    }

    /// <summary>Nanoseconds of one run.</summary>
    private static double Repeat(Action run, TimeSpan duration)
    {
        const int Batch = 100;
        var (started, runs) = (Stopwatch.GetTimestamp(), 0L);
        do
        {
            for (var i = 0; i < Batch; i++)
            {
                run();
            }

            runs += Batch;
        }
        while (Stopwatch.GetElapsedTime(started) < duration);
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / runs;
    }

    private static long Bytes(Action run)
    {
        const int Runs = 1000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Runs; i++)
        {
            run();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Runs;
    }
}
