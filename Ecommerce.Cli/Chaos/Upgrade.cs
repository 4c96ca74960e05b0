using Ecommerce.Cli.Chaos.Network;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Npgsql;

namespace Ecommerce.Cli.Chaos;

/// <summary>
/// A rolling upgrade, a roll back, and the upgrade again. The database is migrated first; then a second process of the agent plays the next
/// version, and after that the first one does. This version goes on with the next one's tables, and what the next one began has to wait
/// for it.
/// </summary>
/// <param name="agent">Which agent.</param>
/// <param name="table">Which of its tables has one more column in the next version.</param>
/// <param name="stay">How long each state lasts.</param>
/// <param name="shop">The system.</param>
/// <param name="links">Where callers are led to one process or the other.</param>
/// <param name="failpoints">The folder in which a file tells a process to play the next version.</param>
/// <param name="faults">Where stops are counted and violations told.</param>
/// <param name="time">The clock.</param>
internal sealed class Upgrade(
    string agent, string table, TimeSpan stay, Shop shop, Links links, string failpoints, Faults faults, TimeProvider time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(2);
    private readonly string _playsNext = Path.Combine(failpoints, $"{agent}.next_version");
    private readonly AgentProgram _program = AgentProgram.All.Single(program => program.Name == agent);
    private readonly Books _books = new(shop);

    /// <summary>Runs it.</summary>
    /// <returns>Whether any checkouts were under way when it was rolled back; of the order agent, any that have to wait.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await MigrateAsync(cancellationToken);
        await File.WriteAllTextAsync(_playsNext, "", cancellationToken);
        var next = await shop.ReplicateAsync(agent, cancellationToken);
        await LeadToAsync(next.Port, cancellationToken);
        await StopAsync(agent);
        await Task.Delay(stay, time, cancellationToken);

        File.Delete(_playsNext);
        await StartAsync(cancellationToken);
        await StopAsync(next.Name);
        var underWay = await UnderWayAsync(cancellationToken);
        await Task.Delay(stay, time, cancellationToken);
        if (agent == AgentNames.Order && !underWay.SequenceEqual(await UnderWayAsync(cancellationToken)))
        {
            faults.Violations.Enqueue($"upgrade: {agent} touched checkouts of the next version: {string.Join(", ", underWay)}");
        }

        await File.WriteAllTextAsync(_playsNext, "", cancellationToken);
        await shop.ReplicateAsync(agent, cancellationToken);
        await LeadToAsync(next.Port, cancellationToken);
        await StopAsync(agent);
        await StartAsync(cancellationToken);
        await StopAsync(next.Name);
        return underWay.Count > 0;
    }

    // The column of an earlier upgrade is dropped, as it would be by a version that comes later.
    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(
            shop.Credentials.OwnerConnection(shop.Instance.Ports.Postgres, _program.Databases[0]))
        { Pooling = false, Options = $"-c lock_timeout={LockTimeout.TotalMilliseconds}" });
        while (true)
        {
            try
            {
                await using var migration = owner.CreateCommand(
                    $"ALTER TABLE {table} DROP COLUMN IF EXISTS next_version, ADD COLUMN next_version int NOT NULL DEFAULT 1");
                await migration.ExecuteNonQueryAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(PollInterval, time, cancellationToken);
            }
        }
    }

    // Both processes run for a while.
    private async Task LeadToAsync(int port, CancellationToken cancellationToken)
    {
        foreach (var link in links.To(agent))
        {
            link.Upstream = port;
            link.Reset();
        }

        await Task.Delay(stay, time, cancellationToken);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await shop[agent].StartAsync(cancellationToken);
        await faults.WaitUntilReadyAsync(agent, cancellationToken);
        await LeadToAsync(shop.Instance.Ports.Mtls(_program), cancellationToken);
    }

    private Task StopAsync(string process)
    {
        faults.TellsToStop(agent);
        return shop[process].StopAsync();
    }

    private async Task<IReadOnlyList<string>> UnderWayAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = agent == AgentNames.Order
                ? await _books.NewestAsync(cancellationToken) : await _books.OpenAsync(cancellationToken);
            if (found is not null)
            {
                return found;
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }
}
