using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ecommerce.Cli.Chaos;
using Ecommerce.Cli.Output;
using Ecommerce.Development;

namespace Ecommerce.Cli.Commands;

/// <summary><c>chaos</c>: orders, cancels and refunds while processes die, and whether anything was lost.</summary>
internal static class ChaosCommand
{
    private const double DefaultMinutes = 3;
    private const int DefaultPortBase = 21000;

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var seed = new NumberOption<int>("--seed", "What the faults are drawn from (default: by chance)", "N", 0, int.MaxValue);
        var cases = new Option<IReadOnlyList<ChaosCase>>("--cases")
        {
            Description = "Only these faults, such as kill-order,payment.after_provider (default: all)",
            HelpName = "A,B",
            CustomParser = ReadCases,
        };
        var minutes = new NumberOption<double>("--minutes", $"How long faults happen (default: {DefaultMinutes})", "M", 0.05, 600);
        var portBase = new NumberOption<int>(
            "--port-base", $"The system's ports are N … N+{Ports.Span - 1} (default: {DefaultPortBase})", "N", 1024, Ports.HighestBase);
        var replicas = new ReplicasOption();
        var command = new Command("chaos", "Kills, pauses and drains a system of its own under load; exit code 0 only if nothing was lost")
        {
            seed, cases, minutes, replicas, portBase,
        };
        command.SetAction(async parsed =>
        {
            using var signals = new StopSignals();
            try
            {
                return await RunAsync(parsed, signals.Token);
            }
            catch (Exception) when (signals.Token.IsCancellationRequested)
            {
                return ExitCodes.Failed;
            }
        });
        return command;

        async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
        {
            var (number, length) = (parsed.GetValue(seed) ?? Random.Shared.Next(), parsed.GetValue(minutes) ?? DefaultMinutes);
            var chosen = parsed.GetValue(cases) ?? Cases.All;
            var ports = replicas.PortsFrom(parsed.GetValue(portBase) ?? DefaultPortBase, parsed);
            var replay = string.Create(CultureInfo.InvariantCulture,
                $"ecommerce chaos --seed {number}{Named(chosen)} --minutes {length}{Several(ports)}");
            var (report, folder) = await ChaosShop.RunAsync(
                ports,
                publishes: chosen.Any(row => row is { Target: ChaosCase.Broker, Skipped: null }),
                run => run.RunAsync(number, chosen, TimeSpan.FromMinutes(length), replay, cancellationToken), TimeProvider.System,
                cancellationToken);
            JsonOutput.Write(report.ToJson());
            if (report.Violations.Count == 0)
            {
                return ExitCodes.Done;
            }

            await Console.Error.WriteLineAsync(
                $"{report.Violations.Count} violations; logs and data are in {folder}. Replay: {report.Replay}");
            return ExitCodes.Failed;
        }
    }

    private static string Named(IReadOnlyList<ChaosCase> chosen) =>
        chosen.Count == Cases.All.Count ? "" : $" --cases {string.Join(',', chosen.Select(row => row.Name))}";

    private static string Several(Ports ports) => ports.Replicas == 1 ? "" : $" --replicas {ports.Replicas}";

    private static IReadOnlyList<ChaosCase>? ReadCases(ArgumentResult result)
    {
        var names = result.Tokens[0].Value.Split(',');
        if (names.FirstOrDefault(name => Cases.All.All(row => row.Name != name)) is { } unknown)
        {
            result.AddError($"--cases: {unknown} is not one of {string.Join(", ", Cases.All.Select(row => row.Name))}.");
            return null;
        }

        return [.. Cases.All.Where(row => names.Contains(row.Name))];
    }
}
