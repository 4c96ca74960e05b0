using System.Text.Json;
using Ecommerce.Cli.Output;

namespace Ecommerce.Cli.Bench;

/// <summary>A child's conversation with the measuring process: a line of JSON for each line.</summary>
internal static class BenchLoop
{
    /// <summary>Answers until standard input ends.</summary>
    public static async Task<int> RunAsync<TAnswer>(Func<string, Task<TAnswer>> answer, CancellationToken cancellationToken)
    {
        // A thread of its own waits for the next line: one of the pool's would be missing from the measurement.
        await Task.Factory.StartNew(Answer, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .WaitAsync(cancellationToken);
        return ExitCodes.Done;

        void Answer()
        {
            while (Console.ReadLine() is { } line)
            {
                Console.WriteLine(JsonSerializer.Serialize(answer(line).GetAwaiter().GetResult()));
            }
        }
    }
}
