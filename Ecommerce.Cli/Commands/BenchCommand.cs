using System.CommandLine;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Bench;
using Ecommerce.Cli.Output;

namespace Ecommerce.Cli.Commands;

/// <summary><c>bench</c>: benchmarks.</summary>
internal static class BenchCommand
{
    private const double DefaultSeconds = 20;

    /// <summary>The verb.</summary>
    public static Command Create() =>
        new("bench", "Benchmarks; run on an otherwise idle machine") { CreateCall(), CreateServe(), CreateDrive() };

    private static Command CreateCall()
    {
        var seconds = CreateSeconds();
        var command = new Command("call", "A secured call against the same call in plaintext and in bare mutual TLS") { seconds };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            JsonOutput.Write(await BenchRun.RunAsync(Length(parsed, seconds), cancellationToken));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command CreateServe()
    {
        var command = new Command("serve", "The servers of bench call") { Hidden = true };
        command.SetAction((_, cancellationToken) => BenchServer.RunAsync(cancellationToken));
        return command;
    }

    private static Command CreateDrive()
    {
        var seconds = CreateSeconds();
        var addresses = new Option<string>("--addresses") { Required = true };
        var command = new Command("drive", "The callers of bench call") { addresses, seconds };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) => BenchClient.RunAsync(
            JsonNode.Parse(parsed.GetRequiredValue(addresses))!, Length(parsed, seconds), cancellationToken));
        return command;
    }

    private static TimeSpan Length(ParseResult parsed, NumberOption<double> seconds) =>
        TimeSpan.FromSeconds(parsed.GetValue(seconds) ?? DefaultSeconds);

    private static NumberOption<double> CreateSeconds() => new(
        "--seconds", $"How long to measure, the warm-up included (default: {DefaultSeconds})", "S", 1, 600);
}
