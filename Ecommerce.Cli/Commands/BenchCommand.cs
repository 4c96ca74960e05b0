using System.CommandLine;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Bench;
using Ecommerce.Cli.Output;

namespace Ecommerce.Cli.Commands;

/// <summary><c>bench</c>: measurements.</summary>
internal static class BenchCommand
{
    private const double DefaultSeconds = 20;

    /// <summary>The verb.</summary>
    public static Command Create() => new("bench", "Measures, on this machine and beside nothing else") { CreateCall(), CreateServe(), CreateDrive() };

    private static Command CreateCall()
    {
        var seconds = CreateSeconds();
        var command = new Command("call", "A secured call against the same call in plaintext and in bare mutual TLS") { seconds };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            JsonOutput.Write(await BenchRun.RunAsync(TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellationToken));
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
            JsonNode.Parse(parsed.GetRequiredValue(addresses))!, TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellationToken));
        return command;
    }

    private static Option<double> CreateSeconds()
    {
        var seconds = new Option<double>("--seconds")
        {
            Description = $"How long to measure, the warm-up included (default: {DefaultSeconds:0})",
            HelpName = "S",
            DefaultValueFactory = _ => DefaultSeconds,
        };
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 1 and <= 600)) result.AddError("--seconds must be 1 to 600.");
        });
        return seconds;
    }
}
