using System.CommandLine;
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
        var variant = CreateVariant();
        var command = new Command("serve", "The server of a variant") { variant };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) => BenchServer.RunAsync(parsed.GetRequiredValue(variant), cancellationToken));
        return command;
    }

    private static Command CreateDrive()
    {
        var variant = CreateVariant();
        var address = new Option<string>("--address") { Required = true };
        var command = new Command("drive", "The callers of a variant") { variant, address };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) =>
            BenchClient.RunAsync(parsed.GetRequiredValue(variant), parsed.GetRequiredValue(address), cancellationToken));
        return command;
    }

    private static Option<string> CreateVariant() => new("--variant") { Required = true };

    private static TimeSpan Length(ParseResult parsed, NumberOption<double> seconds) =>
        TimeSpan.FromSeconds(parsed.GetValue(seconds) ?? DefaultSeconds);

    private static NumberOption<double> CreateSeconds() => new(
        "--seconds", $"How long to measure, the warm-up included (default: {DefaultSeconds})", "S", 1, 600);
}
