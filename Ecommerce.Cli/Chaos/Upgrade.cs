using Ecommerce.Cli.Chaos.Network;
using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Chaos;

/// <summary>
/// A rolling upgrade, a roll back, and the upgrade again. A second process of the agent plays the next version, and after that the first
/// one does. What the next version began has to wait for it.
/// </summary>
/// <param name="agent">Which agent.</param>
/// <param name="stay">How long each state lasts.</param>
/// <param name="shop">The system.</param>
/// <param name="links">Where the gateway is led to one process or the other.</param>
/// <param name="failpoints">The folder in which a file tells a process to play the next version.</param>
/// <param name="faults">Where stops are counted and violations told.</param>
/// <param name="time">The clock.</param>
internal sealed class Upgrade(
    string agent, TimeSpan stay, Shop shop, Links links, string failpoints, Faults faults, TimeProvider time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private readonly string _playsNext = Path.Combine(failpoints, $"{agent}.next_version");
    private readonly Books _books = new(shop);

    /// <summary>Runs it.</summary>
    /// <returns>Whether any checkout had to wait for the next version.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(_playsNext, "", cancellationToken);
        var next = await shop.ReplicateAsync(agent, cancellationToken);
        await LeadToAsync(next.Port, cancellationToken);
        await StopAsync(agent);
        await Task.Delay(stay, time, cancellationToken);

        File.Delete(_playsNext);
        await StartAsync(cancellationToken);
        await StopAsync(next.Name);
        var waiting = await NewestAsync(cancellationToken);
        await Task.Delay(stay, time, cancellationToken);
        if (!waiting.SequenceEqual(await NewestAsync(cancellationToken)))
        {
            faults.Violations.Enqueue($"upgrade: {agent} touched checkouts of the next version: {string.Join(", ", waiting)}");
        }

        await File.WriteAllTextAsync(_playsNext, "", cancellationToken);
        await shop.ReplicateAsync(agent, cancellationToken);
        await LeadToAsync(next.Port, cancellationToken);
        await StopAsync(agent);
        await StartAsync(cancellationToken);
        await StopAsync(next.Name);
        return waiting.Count > 0;
    }

    // Both processes run for a while.
    private async Task LeadToAsync(int port, CancellationToken cancellationToken)
    {
        var link = links[AgentNames.Gateway, agent];
        link.Upstream = port;
        link.Reset();
        await Task.Delay(stay, time, cancellationToken);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await shop[agent].StartAsync(cancellationToken);
        await faults.WaitUntilReadyAsync(agent, cancellationToken);
        await LeadToAsync(shop.Instance.Ports.Mtls(AgentProgram.All.Single(program => program.Name == agent)), cancellationToken);
    }

    private Task StopAsync(string process)
    {
        faults.TellsToStop(agent);
        return shop[process].StopAsync();
    }

    private async Task<IReadOnlyList<string>> NewestAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await _books.NewestAsync(cancellationToken) is { } newest)
            {
                return newest;
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }
}
