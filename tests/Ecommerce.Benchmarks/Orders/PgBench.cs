using System.Diagnostics;
using System.Globalization;
using Ecommerce.Development;
using Npgsql;

namespace Ecommerce.Benchmarks.Orders;

/// <summary>A committed script under PostgreSQL's own <c>pgbench</c>, on the shop's server, in a database of its own.</summary>
internal sealed class PgBench(BenchmarkShop shop)
{
    /// <summary>The script's database.</summary>
    public const string Database = "smallest_order";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    /// <summary>Creates the database.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await shop.ExecuteAsync("postgres", $"CREATE DATABASE {Database}", cancellationToken);
        await shop.ExecuteAsync(Database, await File.ReadAllTextAsync(At("schema.sql"), cancellationToken), cancellationToken);
    }

    /// <summary>Runs a script of this folder.</summary>
    public async Task<Sample> RunAsync(string script, int callers, int skus, TimeSpan length, CancellationToken cancellationToken)
    {
        var server = new NpgsqlConnectionStringBuilder(shop.Superuser(Database));
        var logs = Directory.CreateTempSubdirectory("ecommerce-pgbench-");
        try
        {
            var start = new ProcessStartInfo(Program(), string.Create(
                CultureInfo.InvariantCulture,
                $"-n -M prepared -h {server.Host} -p {server.Port} -U {server.Username} -D skus={skus} "
                + $"-c {callers} -j {Math.Min(callers, 2)} -T {Math.Ceiling(length.TotalSeconds)} -l -f {At(script)} {Database}"))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = logs.FullName,
                Environment = { ["PGPASSWORD"] = server.Password },
            };
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(length + Grace);
            var started = TimeProvider.System.GetTimestamp();
            using var process = Process.Start(start)!;
            var outputs = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            var elapsed = TimeProvider.System.GetElapsedTime(started);
            return process.ExitCode == 0
                ? new(elapsed, [.. logs.EnumerateFiles().SelectMany(file => File.ReadLines(file.FullName)).Select(Milliseconds)])
                : throw new ShopException($"pgbench failed: {outputs[1]}");
        }
        finally
        {
            logs.Delete(recursive: true);
        }
    }

    // "client transaction microseconds script seconds microseconds"
    private static double Milliseconds(string line) => long.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture) / 1000.0;

    private static string At(string file) => Path.Combine(AppContext.BaseDirectory, "Orders", file);

    // It is beside the server that runs.
    private string Program()
    {
        var server = File.ResolveLinkTarget($"/proc/{shop.Processes[ShopProcesses.Postgres]}/exe", returnFinalTarget: true)!;
        var program = Path.Combine(Path.GetDirectoryName(server.FullName)!, "pgbench");
        return File.Exists(program) ? program : throw new ShopException($"{program} is missing; install PostgreSQL's contributed modules.");
    }
}
