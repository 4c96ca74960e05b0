using System.Collections.Concurrent;
using System.Globalization;
using Ecommerce.Cli.Chaos.Network;
using Ecommerce.Cli.Demo;
using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Spiffe.Authority;

namespace Ecommerce.Cli.Chaos;

/// <summary>What can be done to the system, and undone. Every one returns when all is back.</summary>
/// <param name="shop">The system.</param>
/// <param name="links">What its agents reach each other and PostgreSQL by.</param>
/// <param name="tour">Its doors.</param>
/// <param name="mood">What its buyers do.</param>
/// <param name="broker">Where it publishes; null if it does not.</param>
/// <param name="failpoints">The folder that arms its failpoints.</param>
/// <param name="time">The clock.</param>
internal sealed class Faults(
    Shop shop, Links links, TourShop tour, Mood mood, BrokerSide? broker, string failpoints, TimeProvider time)
{
    private const int KilledCode = 128 + (int)Signal.Kill;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PassTimeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<string, int> _drains = new();
    private readonly ConcurrentBag<string> _ahead = [];
    private long _lastReturn = time.GetTimestamp();

    /// <summary>What PostgreSQL can do to an agent.</summary>
    public DatabaseFaults Database { get; } = new(shop, links, time);

    /// <summary>The buyers who want what there are few of.</summary>
    public BuyersRace Race { get; } = new(tour, new Books(shop), time);

    /// <summary>What a fault showed that may not be.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>How often an agent was told to stop: its shutdown hooks may have run as often, and not once more.</summary>
    public IReadOnlyDictionary<string, int> Drains => _drains;

    /// <summary>The agents whose clock was ahead for a while.</summary>
    public IReadOnlyCollection<string> Ahead => _ahead;

    /// <summary>Timestamp of the last return of a process.</summary>
    public long LastReturn => Interlocked.Read(ref _lastReturn);

    /// <summary>SIGKILL of an agent or of PostgreSQL.</summary>
    public async Task<bool> KillAsync(string name, TimeSpan absence, CancellationToken cancellationToken)
    {
        var victim = shop[name].Identity;
        victim.Send(Signal.Kill);
        await ReturnAsync(name, victim, KilledCode, absence, cancellationToken);
        return true;
    }

    /// <summary>SIGKILL of an agent at the moment at which it passes a failpoint.</summary>
    /// <param name="agent">Which.</param>
    /// <param name="failpoint">Its name.</param>
    /// <param name="wishes">What buyers have to do to bring the agent there; see <see cref="Mood"/>.</param>
    /// <param name="absence">How long the agent is away.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<bool> KillAtAsync(
        string agent, string failpoint, IReadOnlyList<string> wishes, TimeSpan absence, CancellationToken cancellationToken)
    {
        var victim = shop[agent].Identity;
        var armed = Path.Combine(failpoints, failpoint);
        await File.WriteAllTextAsync(armed, "", cancellationToken);
        try
        {
            await mood.MoreAsync(wishes, () => victim.WaitForEndAsync(PassTimeout, time, cancellationToken));
        }
        finally
        {
            File.Delete(armed);
        }

        // It may have seen the file just before.
        if (!await victim.WaitForEndAsync(TimeSpan.FromMilliseconds(200), time, cancellationToken))
        {
            return false;
        }

        await ReturnAsync(agent, victim, KilledCode, absence, cancellationToken);
        return true;
    }

    /// <summary>SIGTERM to an agent.</summary>
    public async Task<bool> DrainAsync(string agent, TimeSpan absence, CancellationToken cancellationToken)
    {
        var victim = shop[agent].Identity;
        TellsToStop(agent);
        victim.Send(Signal.Terminate);
        await ReturnAsync(agent, victim, 0, absence, cancellationToken);
        return true;
    }

    /// <summary>SIGSTOP of an agent, and SIGCONT.</summary>
    public async Task<bool> PauseAsync(string agent, TimeSpan length, CancellationToken cancellationToken)
    {
        var victim = shop[agent].Identity;
        victim.Send(Signal.Stop);
        try
        {
            await Task.Delay(length, time, cancellationToken);
        }
        finally
        {
            victim.Send(Signal.Continue);
        }

        await WaitUntilReadyAsync(agent, cancellationToken);
        return true;
    }

    /// <summary>An agent loses the answer of its next call that passes a failpoint, or gets it late.</summary>
    /// <param name="failpoint">Its name.</param>
    /// <param name="wishes">What buyers have to do to bring the agent there; see <see cref="Mood"/>.</param>
    /// <param name="late">How late; null if it is lost.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<bool> LoseAtAsync(
        string failpoint, IReadOnlyList<string> wishes, TimeSpan? late, CancellationToken cancellationToken)
    {
        var (armed, held) = (Path.Combine(failpoints, failpoint), $"{failpoint}.held");
        var unarmed = $"{armed}.new";
        await File.WriteAllTextAsync(unarmed, late is null ? "lose" : $"hold {held}", cancellationToken);
        File.Move(unarmed, armed);
        try
        {
            if (!await mood.MoreAsync(
                wishes, () => UntilAsync(() => Task.FromResult(!File.Exists(armed)), PassTimeout, cancellationToken)))
            {
                File.Move(armed, unarmed);
                return false;
            }
        }
        catch (FileNotFoundException)
        {
            // It came there at the last moment.
        }

        await Task.Delay(late ?? TimeSpan.Zero, time, cancellationToken);
        File.Delete(Path.Combine(failpoints, held));
        return true;
    }

    /// <summary>Disturbs all connections of an agent to another one, or to PostgreSQL.</summary>
    public Task<bool> DisturbAsync(
        string from, string to, Disturbance disturbance, TimeSpan length, CancellationToken cancellationToken) =>
        SufferAsync(from, () => links[from, to].DisturbAsync(disturbance, length, cancellationToken), cancellationToken);

    /// <summary>Lets something happen to an agent, and waits until it is ready.</summary>
    public async Task<bool> SufferAsync(string agent, Func<Task<bool>> fault, CancellationToken cancellationToken)
    {
        var occurred = await fault();
        await WaitUntilReadyAsync(agent, cancellationToken);
        return occurred;
    }

    /// <summary>More callers look at something than the agent has connections, while one of its tables does not answer.</summary>
    /// <returns>Whether all connections were taken, and callers told to come later.</returns>
    public async Task<bool> FillPoolAsync(
        string agent, string table, string path, TimeSpan length, CancellationToken cancellationToken)
    {
        var locked = Database.LockAsync(agent, table, length, cancellationToken);
        var refused = await new Crowd(tour.Gateway, this, time).LookAsync(path, locked, cancellationToken);
        return await locked && refused;
    }

    /// <summary>The provider refuses every refund, of which buyers want many.</summary>
    public Task<bool> RefuseRefundsAsync(TimeSpan length, CancellationToken cancellationToken) => mood.MoreAsync(
        [Mood.Return, Mood.Refund], () => Database.RefuseRefundsAsync(length, cancellationToken));

    /// <summary>SIGKILL of the broker.</summary>
    public async Task<bool> KillBrokerAsync(TimeSpan absence, CancellationToken cancellationToken) =>
        broker is not null && await broker.KillAsync(absence, time, cancellationToken);

    /// <summary>What did not become of the events as it has to.</summary>
    public async Task<List<string>> UnpublishedAsync(Books books, CancellationToken cancellationToken) =>
        broker is null ? [] : await broker.ViolationsAsync(books, time, cancellationToken);

    /// <summary>See <see cref="Upgrade"/>.</summary>
    public Task<bool> UpgradeAsync(string agent, string table, TimeSpan stay, CancellationToken cancellationToken) => mood.MoreAsync(
        ["test_slow"], () => new Upgrade(agent, table, stay, shop, links, failpoints, this, time).RunAsync(cancellationToken));

    /// <summary>Counts that a process of an agent is told to stop.</summary>
    public void TellsToStop(string agent) => _drains.AddOrUpdate(agent, 1, (_, count) => count + 1);

    /// <summary>Moves the clock of an agent's own work, and moves it back.</summary>
    public async Task<bool> MoveClockAsync(string agent, TimeSpan by, TimeSpan length, CancellationToken cancellationToken)
    {
        var clock = Path.Combine(failpoints, $"{agent}.clock");
        if (by > TimeSpan.Zero)
        {
            _ahead.Add(agent);
        }

        await File.WriteAllTextAsync(clock, by.TotalSeconds.ToString(CultureInfo.InvariantCulture), cancellationToken);
        try
        {
            await Task.Delay(length, time, cancellationToken);
        }
        finally
        {
            File.Delete(clock);
        }

        return true;
    }

    /// <summary>
    /// A second process of an agent works on the same rows, and takes over what the first holds while that stands still beyond its leases;
    /// then the first wakes up.
    /// </summary>
    public Task<bool> RivalAsync(string agent, TimeSpan length, CancellationToken cancellationToken) => mood.MoreAsync(
        ["test_slow"],
        async () =>
        {
            var (rival, _) = await shop.ReplicateAsync(agent, cancellationToken);
            try
            {
                return await PauseAsync(agent, length, cancellationToken);
            }
            finally
            {
                TellsToStop(agent);
                await shop[rival].StopAsync();
            }
        });

    /// <summary>For a while buyers do more of something; see <see cref="Mood"/>.</summary>
    public Task<bool> BehaveAsync(IReadOnlyList<string> wishes, TimeSpan length, CancellationToken cancellationToken) => mood.MoreAsync(
        wishes,
        async () =>
        {
            await Task.Delay(length, time, cancellationToken);
            return true;
        });

    /// <summary>See <see cref="BuyersRace"/>.</summary>
    public Task<bool> RaceAsync(CancellationToken cancellationToken) => Race.RunAsync(Violations.Enqueue, cancellationToken);

    // The supervisor would start it again too, but after a wait that grows with each death.
    private async Task ReturnAsync(
        string name, ProcessIdentity victim, int expected, TimeSpan absence, CancellationToken cancellationToken)
    {
        var supervisor = shop[name];
        if (!await victim.WaitForEndAsync(EndTimeout, time, cancellationToken))
        {
            Violations.Enqueue($"{name} did not end within {EndTimeout.TotalSeconds:0} s");
            victim.Send(Signal.Kill);
        }

        await UntilAsync(() => Task.FromResult(supervisor.LastExitCode is not null), EndTimeout, cancellationToken);
        if (supervisor.LastExitCode != expected)
        {
            Violations.Enqueue($"{name} ended with exit code {supervisor.LastExitCode}, not {expected}");
        }

        await supervisor.StopAsync();
        if (supervisor.Identity != victim)
        {
            // Its supervisor was quicker; that child was told to stop.
            TellsToStop(name);
        }

        await Task.Delay(absence, time, cancellationToken);
        await UntilAsync(() => StartAsync(supervisor, cancellationToken), ReadyTimeout, cancellationToken);
        await WaitUntilReadyAsync(name, cancellationToken);
    }

    // The processes of a killed PostgreSQL server keep the next one out for a moment.
    private static async Task<bool> StartAsync(Supervisor supervisor, CancellationToken cancellationToken)
    {
        try
        {
            await supervisor.StartAsync(cancellationToken);
            return true;
        }
        catch (ShopException)
        {
            return false;
        }
    }

    /// <summary>Waits until an agent is ready; whatever is not an agent is.</summary>
    public async Task WaitUntilReadyAsync(string name, CancellationToken cancellationToken)
    {
        if (AgentProgram.All.FirstOrDefault(agent => agent.Name == name) is { } program)
        {
            var port = shop.Instance.Ports.HttpHealth(program);
            if (!await UntilAsync(() => ReadinessProbe.IsReadyAsync(port, cancellationToken), ReadyTimeout, cancellationToken))
            {
                Violations.Enqueue($"{name} is not ready {ReadyTimeout.TotalSeconds:0} s after its return");
            }
        }

        Interlocked.Exchange(ref _lastReturn, time.GetTimestamp());
    }

    private async Task<bool> UntilAsync(Func<Task<bool>> condition, TimeSpan limit, CancellationToken cancellationToken)
    {
        for (var started = time.GetTimestamp(); !await condition(); await Task.Delay(PollInterval, time, cancellationToken))
        {
            if (time.GetElapsedTime(started) >= limit)
            {
                return false;
            }
        }

        return true;
    }
}
