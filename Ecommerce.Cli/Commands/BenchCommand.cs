using System.CommandLine;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Bench;
using Ecommerce.Cli.Output;

namespace Ecommerce.Cli.Commands;

/// <summary><c>bench</c>: benchmarks.</summary>
internal static class BenchCommand
{
    private const double CallSeconds = 20;
    private const double BreakdownSeconds = 120;
    private const double MeshSeconds = 60;

    /// <summary>The verb.</summary>
    public static Command Create() =>
        new("bench", "Benchmarks; run on an otherwise idle machine")
        {
            CreateCall(), CreateMesh(), CreateHandshake(), CreateServe(), CreateDrive(), CreatePieces(), CreateShake(),
        };

    private static Command CreateCall()
    {
        var breakdown = new Option<bool>("--breakdown") { Description = "Report what each stage of a secured call costs, too" };
        var seconds = CreateSeconds($"{CallSeconds}; {BreakdownSeconds} with --breakdown");
        var command = new Command("call", "A secured call against the same call in plaintext and bare mutual TLS") { breakdown, seconds };
        command.SetAction((parsed, _) => ReportAsync(cancellationToken => parsed.GetValue(breakdown)
            ? BenchRun.BreakDownAsync(Length(parsed, seconds, BreakdownSeconds), cancellationToken)
            : BenchRun.CompareAsync(Length(parsed, seconds, CallSeconds), cancellationToken)));
        return command;
    }

    private static Command CreateMesh()
    {
        var seconds = CreateSeconds($"{MeshSeconds}");
        var command = new Command("mesh", "A secured call against the same call through a pair of Envoy sidecars with OPA") { seconds };
        command.SetAction((parsed, _) =>
            ReportAsync(cancellationToken => MeshRun.RunAsync(Length(parsed, seconds, MeshSeconds), cancellationToken)));
        return command;
    }

    private static Command CreateHandshake()
    {
        var seconds = CreateSeconds($"{CallSeconds}");
        var command = new Command("handshake", "A fresh connection with full verification against the framework's own") { seconds };
        command.SetAction((parsed, _) =>
            ReportAsync(cancellationToken => HandshakeRun.RunAsync(Length(parsed, seconds, CallSeconds), cancellationToken)));
        return command;
    }

    private static Command CreateServe()
    {
        var rung = CreateRung();
        var command = new Command("serve", "The server of a rung") { rung };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) => BenchServer.RunAsync(parsed.GetRequiredValue(rung), cancellationToken));
        return command;
    }

    private static Command CreateDrive()
    {
        var rung = CreateRung();
        var address = new Option<string>("--address") { Required = true };
        var command = new Command("drive", "The callers of a rung") { rung, address };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) =>
            BenchClient.RunAsync(parsed.GetRequiredValue(rung), parsed.GetRequiredValue(address), cancellationToken));
        return command;
    }

    private static Command CreatePieces()
    {
        var command = new Command("pieces", "What can be measured by itself") { Hidden = true };
        command.SetAction((_, cancellationToken) => Pieces.RunAsync(cancellationToken));
        return command;
    }

    private static Command CreateShake()
    {
        var way = new Option<HandshakeWay>("--way") { Required = true };
        var command = new Command("shake", "Both ends of one kind of connection") { way };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) => Handshakes.RunAsync(parsed.GetRequiredValue(way), cancellationToken));
        return command;
    }

    // A signal ends the measurement in order, so that nothing that it started stays behind.
    private static async Task<int> ReportAsync(Func<CancellationToken, Task<JsonNode>> measure)
    {
        using var signals = new StopSignals();
        try
        {
            JsonOutput.Write(await measure(signals.Token));
            return ExitCodes.Done;
        }
        catch (Exception) when (signals.Token.IsCancellationRequested)
        {
            return ExitCodes.Failed;
        }
    }

    private static Option<Rung> CreateRung() => new("--rung") { Required = true };

    private static TimeSpan Length(ParseResult parsed, NumberOption<double> seconds, double otherwise) =>
        TimeSpan.FromSeconds(parsed.GetValue(seconds) ?? otherwise);

    private static NumberOption<double> CreateSeconds(string otherwise) => new(
        "--seconds", $"How long to measure, the warm-up included (default: {otherwise})", "S", 1, 600);
}
