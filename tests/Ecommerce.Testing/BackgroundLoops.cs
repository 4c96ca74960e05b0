using System.Reflection;
using Ecommerce.ServiceDefaults.Resilience;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.Testing;

/// <summary>What every agent's background work is held to.</summary>
public static class BackgroundLoops
{
    /// <summary>The name of every hosted service that an assembly has.</summary>
    /// <exception cref="InvalidOperationException">One of them is no <see cref="BackgroundLoop"/>.</exception>
    public static IEnumerable<string> Of(Assembly assembly)
    {
        var hosted = assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IHostedService)) && !type.IsAbstract).ToList();
        return hosted.Find(type => !type.IsSubclassOf(typeof(BackgroundLoop))) is { } other
            ? throw new InvalidOperationException($"{other} is no {nameof(BackgroundLoop)}: an exception can end it.")
            : hosted.Select(type => type.Name).Order(StringComparer.Ordinal);
    }

    /// <summary>
    /// Runs a service on a broken database: its turns fail and go on, each failure is told of once, and the service's stop is none.
    /// </summary>
    /// <exception cref="InvalidOperationException">It does otherwise.</exception>
    public static async Task SurvivesAsync(Breakage breakage, Func<NpgsqlDataSource, RecordedLog, BackgroundService> make)
    {
        await using var database = new BrokenDatabase(breakage);
        using var log = new RecordedLog();
        using var service = make(database.Source, log);
        await service.StartAsync(CancellationToken.None);

        await log.UntilAsync(line => line.Text.Contains("will be retried", StringComparison.Ordinal), 1);
        await log.UntilAsync(line => line.Text.Contains("failed again", StringComparison.Ordinal), 2);

        await service.StopAsync(CancellationToken.None);
        if (service.ExecuteTask!.Status != TaskStatus.RanToCompletion)
        {
            throw new InvalidOperationException($"The service ended as {service.ExecuteTask.Status}.");
        }

        var level = breakage == Breakage.IsDisposed ? LogLevel.Error : LogLevel.Warning;
        var told = log.Lines.Where(line => line.Level >= LogLevel.Information).ToList();
        if (told.Exists(line => line.Level != level) || told.DistinctBy(line => line.Text).Count() != told.Count)
        {
            throw new InvalidOperationException($"Something was told otherwise, or more than once:\n{string.Join('\n', log.Lines)}");
        }
    }
}
