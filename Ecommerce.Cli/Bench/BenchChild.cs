using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Development;

namespace Ecommerce.Cli.Bench;

/// <summary>A process of a measurement. It ends when its standard input does.</summary>
internal sealed class BenchChild : IAsyncDisposable
{
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(5);
    private readonly Process _process;

    private BenchChild(Process process) => _process = process;

    /// <summary>Its process ID.</summary>
    public int Id => _process.Id;

    /// <summary>Starts this program once more under a hidden verb, on a runtime that is configured as an agent's.</summary>
    /// <param name="agent">Whose runtime configuration it has: collector, compilation.</param>
    /// <param name="environment">All of its environment.</param>
    /// <param name="arguments">The hidden verb and its options.</param>
    public static BenchChild Start(string agent, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var program = AgentProgram.All.Single(program => program.Name == agent);
        var folder = RepositoryRoot.At("artifacts", "bin", "Ecommerce.Cli", RepositoryRoot.Configuration);
        var start = new ProcessStartInfo(Path.Combine(AgentProgram.DotnetRoot, "dotnet"),
        [
            "exec", "--runtimeconfig", $"{program.Executable}.runtimeconfig.json",
            "--depsfile", Path.Combine(folder, "ecommerce.deps.json"), Path.Combine(folder, "ecommerce.dll"),
            "bench", .. arguments,
        ]);
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Start(start);
    }

    /// <summary>Starts another program.</summary>
    public static BenchChild Start(ProcessStartInfo start)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        return new(Process.Start(start)!);
    }

    /// <summary>Writes a line and reads the answer.</summary>
    /// <exception cref="CommandException">It ends, or does not answer in time.</exception>
    public async Task<TAnswer> AskAsync<TAnswer>(string line, TimeSpan limit, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        return JsonSerializer.Deserialize<TAnswer>(await ReadAsync(limit, cancellationToken))!;
    }

    /// <summary>What a server prints first, <c>{"address"}</c>.</summary>
    /// <exception cref="CommandException">It ends, or prints nothing in time.</exception>
    public async Task<Uri> ReadAddressAsync(TimeSpan limit, CancellationToken cancellationToken) =>
        new((string)JsonNode.Parse(await ReadAsync(limit, cancellationToken))!["address"]!);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(EndTimeout);
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    // Its next line of JSON; other lines are its log's and go to standard error.
    private async Task<string> ReadAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(limit);
        try
        {
            while (await _process.StandardOutput.ReadLineAsync(timer.Token) is { } line)
            {
                if (line.StartsWith('{'))
                {
                    return line;
                }

                await Console.Error.WriteLineAsync(line);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandException($"A process of the measurement printed nothing for {limit.TotalSeconds:0} s.");
        }

        throw new CommandException("A process of the measurement ended.");
    }
}
