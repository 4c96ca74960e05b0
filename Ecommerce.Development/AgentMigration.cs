using Ecommerce.Development.Processes;

namespace Ecommerce.Development;

/// <summary>Runs an agent's program as <c>migrate</c>.</summary>
internal static class AgentMigration
{
    /// <summary>Brings the agent's databases up to date.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="owner">Connection string of a database's owner.</param>
    /// <param name="log">Where its output is appended.</param>
    /// <param name="time">Bounds its end, if it is stopped.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ShopException">A migration failed.</exception>
    public static async Task RunAsync(
        AgentProgram agent, Func<string, string> owner, string log, TimeProvider time, CancellationToken cancellationToken)
    {
        using var child = ChildProcess.Start(new(agent.Executable, ["migrate"], AgentEnvironment.ForMigration(agent, owner), log));
        try
        {
            await child.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await ShopProcesses.StopAsync(child.Identity, time);
            throw;
        }

        if (child.ExitCode != 0)
        {
            throw new ShopException($"The migrations of {agent.Name} failed. From {log}:\n{LogTail.Cause(log)}");
        }
    }
}
