using System.CommandLine;
using Ecommerce.Cli.Bench;
using Ecommerce.Cli.Output;

namespace Ecommerce.Cli.Commands;

/// <summary><c>bench</c>: benchmarks.</summary>
internal static class BenchCommand
{
    private const double CallSeconds = 20;
    private const double BreakdownSeconds = 120;

    /// <summary>The verb.</summary>
    public static Command Create() =>
        new("bench", "Benchmarks; run on an otherwise idle machine")
        {
            CreateCall(), CreateServe(), CreateDrive(), CreatePieces(),
        };

    private static Command CreateCall()
    {
        var breakdown = new Option<bool>("--breakdown") { Description = "Report what each stage of a secured call costs, too" };
        var seconds = CreateSeconds($"{CallSeconds}; {BreakdownSeconds} with --breakdown");
        var command = new Command("call", "A secured call against the same call in plaintext and bare mutual TLS") { breakdown, seconds };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            JsonOutput.Write(parsed.GetValue(breakdown)
                ? await BenchRun.BreakDownAsync(Length(parsed, seconds, BreakdownSeconds), cancellationToken)
                : await BenchRun.CompareAsync(Length(parsed, seconds, CallSeconds), cancellationToken));
            return ExitCodes.Done;
        });
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

    private static Option<Rung> CreateRung() => new("--rung") { Required = true };

    private static TimeSpan Length(ParseResult parsed, NumberOption<double> seconds, double otherwise) =>
        TimeSpan.FromSeconds(parsed.GetValue(seconds) ?? otherwise);

    private static NumberOption<double> CreateSeconds(string otherwise) => new(
        "--seconds", $"How long to measure, the warm-up included (default: {otherwise})", "S", 1, 600);
}
