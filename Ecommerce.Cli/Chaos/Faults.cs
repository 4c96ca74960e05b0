using System.Collections.Concurrent;
using Ecommerce.Cli.Chaos.Network;
using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Spiffe.Authority;

namespace Ecommerce.Cli.Chaos;

/// <summary>What can be done to the system, and undone. Every one returns when all is back.</summary>
/// <param name="shop">The system.</param>
/// <param name="links">What its agents reach each other and PostgreSQL by.</param>
/// <param name="failpoints">The folder that arms its failpoints.</param>
/// <param name="time">The clock.</param>
internal sealed class Faults(Shop shop, Links links, string failpoints, TimeProvider time)
{
    private const int KilledCode = 128 + (int)Signal.Kill;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PassTimeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<string, int> _drains = new();
    private readonly ConcurrentDictionary<string, int> _methods = new();
    private long _lastReturn = time.GetTimestamp();

    /// <summary>What a fault showed that may not be.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>How often an agent was told to stop: its shutdown hooks may have run as often, and not once more.</summary>
    public IReadOnlyDictionary<string, int> Drains => _drains;

    /// <summary>Timestamp of the last return of a process.</summary>
    public long LastReturn => Interlocked.Read(ref _lastReturn);

    /// <summary>By what an order is paid now.</summary>
    public string MethodOf(Random random)
    {
        string[] active = [.. _methods.Where(method => method.Value > 0).Select(method => method.Key)];
        return active.Length > 0 && random.Next(2) == 0 ? active[random.Next(active.Length)] : "credit_card";
    }

    /// <summary>SIGKILL of an agent or of PostgreSQL.</summary>
    public async Task<bool> KillAsync(string name, TimeSpan absence, CancellationToken cancellationToken)
    {
        var victim = shop[name].Identity;
        victim.Send(Signal.Kill);
        await ReturnAsync(name, victim, KilledCode, absence, cancellationToken);
        return true;
    }

    /// <summary>SIGKILL of an agent at the moment at which it passes a failpoint.</summary>
    public async Task<bool> KillAtAsync(string agent, string failpoint, TimeSpan absence, CancellationToken cancellationToken)
    {
        var victim = shop[agent].Identity;
        var armed = Path.Combine(failpoints, failpoint);
        await File.WriteAllTextAsync(armed, "", cancellationToken);
        try
        {
            await victim.WaitForEndAsync(PassTimeout, time, cancellationToken);
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
        _drains.AddOrUpdate(agent, 1, (_, count) => count + 1);
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

    /// <summary>Disturbs all connections of an agent to another one, or to PostgreSQL.</summary>
    public async Task<bool> DisturbAsync(
        string from, string to, Disturbance disturbance, TimeSpan length, CancellationToken cancellationToken)
    {
        var met = await links[from, to].DisturbAsync(disturbance, length, cancellationToken);
        await WaitUntilReadyAsync(from, cancellationToken);
        return met;
    }

    /// <summary>For a while about half of the orders are paid by a method of the sandbox provider.</summary>
    public async Task<bool> PayByAsync(string method, TimeSpan length, CancellationToken cancellationToken)
    {
        _methods.AddOrUpdate(method, 1, (_, count) => count + 1);
        try
        {
            await Task.Delay(length, time, cancellationToken);
        }
        finally
        {
            _methods.AddOrUpdate(method, 0, (_, count) => count - 1);
        }

        return true;
    }

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
            _drains.AddOrUpdate(name, 1, (_, count) => count + 1);
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

    private async Task WaitUntilReadyAsync(string name, CancellationToken cancellationToken)
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
