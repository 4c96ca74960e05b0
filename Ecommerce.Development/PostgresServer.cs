using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ecommerce.Development.Processes;
using Ecommerce.ServiceDefaults.Database;
using Spiffe.Authority;

namespace Ecommerce.Development;

/// <summary>How to run a PostgreSQL server.</summary>
/// <param name="DataFolder">Holds the cluster in <c>postgres/</c> and its passwords; created if absent.</param>
/// <param name="LogFile">Where the server's output is appended.</param>
/// <param name="Port">On 127.0.0.1; 0 takes a free one.</param>
/// <param name="Durable">False risks what was committed if the machine, not only the server, fails: for tests.</param>
public sealed record PostgresOptions(string DataFolder, string LogFile, int Port, bool Durable = true);

/// <summary>A PostgreSQL server of local binaries on loopback, as a child that never runs as root.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan InitTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    // A pool for each database, and four more: room for the command line and for replicas that start.
    private static readonly int MaxConnections = (DatabaseNames.All.Count + 4) * DatabaseExtensions.PoolSize;
    private readonly ChildProcess _process;
    private readonly TimeProvider _time;

    private PostgresServer(ChildProcess process, int port, DatabaseCredentials credentials, TimeProvider time)
    {
        _process = process;
        _time = time;
        Port = port;
        Credentials = credentials;
    }

    /// <summary>TCP port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Passwords of the superuser and of every role.</summary>
    public DatabaseCredentials Credentials { get; }

    /// <summary>The server's process.</summary>
    public ChildProcess Process => _process;

    /// <summary>PID and start time of the postmaster.</summary>
    public ProcessIdentity Identity => _process.Identity;

    /// <summary>Connection string of the superuser.</summary>
    public string SuperuserConnection => Credentials.SuperuserConnection(Port);

    /// <summary>Completes when the server has ended.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Initialises the data folder if it is new, starts the server and waits until it accepts connections.</summary>
    /// <exception cref="ShopException">PostgreSQL is not installed, the folder is another major version's, or the server does not
    /// start.</exception>
    public static async Task<PostgresServer> StartAsync(PostgresOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var user = ServerAccount();
        PrivateFiles.CreateFolder(options.DataFolder, user is null ? PrivateFiles.FolderMode : FilePermissions.PassThrough);
        if (user is not null && !FilePermissions.IsOpenToAll(options.DataFolder))
        {
            throw new ShopException(
                $"PostgreSQL does not run as root; it would run as {user}, which cannot enter {options.DataFolder}. "
                + "Choose another folder with --data-dir.");
        }

        var cluster = Path.Combine(options.DataFolder, "postgres");
        var binaries = await PostgresBinaries.FindAsync(MajorOf(cluster));
        if (user is not null)
        {
            binaries = binaries.ReachableByAll(Path.Combine(options.DataFolder, "postgresql"));
        }

        var credentials = DatabaseCredentials.LoadOrCreate(options.DataFolder);
        if (MajorOf(cluster) is null)
        {
            await InitialiseAsync(binaries, cluster, options, credentials.Superuser, user, cancellationToken);
        }

        return await LaunchAsync(binaries, cluster, options, credentials, user, time, cancellationToken);
    }

    /// <summary>
    /// Stops fast: connections are closed and everything is written; immediately, with recovery at the next start, if that takes too long.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(Identity, _time);
        _process.Dispose();
    }

    /// <summary>Stops a server that another process started.</summary>
    public static Task StopAsync(ProcessIdentity server, TimeProvider time) => server.StopAsync(
        time, (Signal.Interrupt, TimeSpan.FromSeconds(10)), (Signal.Quit, TimeSpan.FromSeconds(5)));

    // initdb and postgres refuse to run as root.
    private static string? ServerAccount() =>
        !Environment.IsPrivilegedProcess ? null
        : Accounts.Exists("postgres") ? "postgres"
        : Accounts.Exists("nobody") ? "nobody"
        : throw new ShopException("PostgreSQL does not run as root, and there is no account postgres or nobody.");

    private static int? MajorOf(string cluster)
    {
        var file = Path.Combine(cluster, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : null;
    }

    // Into a folder beside, renamed when done: an interrupted start leaves no incomplete cluster behind.
    private static async Task InitialiseAsync(
        PostgresBinaries binaries, string cluster, PostgresOptions options, string password, string? user,
        CancellationToken cancellationToken)
    {
        var (half, passwordFile) = (cluster + ".part", cluster + ".pw");
        if (Directory.Exists(half))
        {
            Directory.Delete(half, recursive: true);
        }

        PrivateFiles.CreateFolder(half, PrivateFiles.FolderMode);
        PrivateFiles.WriteAtomically(passwordFile, password);
        try
        {
            if (user is not null && await Tool.RunAsync(InitTimeout, "chown", user, half, passwordFile) is (not 0, var refusal))
            {
                throw new ShopException($"Cannot give {half} to {user}: {refusal}");
            }

            List<string> arguments =
            [
                "--pgdata", half, "--username", DatabaseCredentials.SuperuserName, "--pwfile", passwordFile, "--auth", "scram-sha-256",
                "--encoding", "UTF8", "--locale", "C", "--data-checksums", "--no-instructions",
            ];
            if (!options.Durable)
            {
                arguments.Add("--no-sync");
            }

            using var process = ChildProcess.Start(new(binaries.InitDb, arguments, ServerEnvironment(), options.LogFile, user));
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(InitTimeout);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Identity.Send(Signal.Kill);
                throw;
            }

            if (process.ExitCode != 0)
            {
                throw new ShopException($"initdb failed: {LogTail.Cause(options.LogFile)}");
            }
        }
        finally
        {
            File.Delete(passwordFile);
        }

        Directory.Move(half, cluster);
    }

    private static async Task<PostgresServer> LaunchAsync(
        PostgresBinaries binaries, string cluster, PostgresOptions options, DatabaseCredentials credentials, string? user,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var port = options.Port != 0 ? options.Port : FreePort();
        var process = ChildProcess.Start(
            new(binaries.Server, ["-D", cluster, .. Settings(port, options.Durable)], ServerEnvironment(), options.LogFile, user));
        try
        {
            var start = time.GetTimestamp();
            while (!IsReady(cluster, process.Identity.Pid))
            {
                if (!process.Identity.IsAlive)
                {
                    throw new ShopException($"PostgreSQL did not start: {LogTail.Cause(options.LogFile)}");
                }

                if (time.GetElapsedTime(start) > StartTimeout)
                {
                    throw new ShopException($"PostgreSQL is not ready in time: {LogTail.Cause(options.LogFile)}");
                }

                await Task.Delay(PollInterval, time, cancellationToken);
            }

            return new PostgresServer(process, port, credentials, time);
        }
        catch
        {
            await StopAsync(process.Identity, time);
            process.Dispose();
            throw;
        }
    }

    // The eighth line of postmaster.pid is the server's own state (PostgreSQL 10 and later); the first is its PID.
    private static bool IsReady(string cluster, int pid)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(cluster, "postmaster.pid"));
            return lines.Length >= 8 && lines[0] == pid.ToString(CultureInfo.InvariantCulture) && lines[7].TrimEnd() == "ready";
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Settings(int port, bool durable)
    {
        yield return "-p";
        yield return port.ToString(CultureInfo.InvariantCulture);
        List<string> settings =
        [
            "listen_addresses=127.0.0.1", "unix_socket_directories=", $"max_connections={MaxConnections}", "max_wal_size=256MB",
            "password_encryption=scram-sha-256", "idle_in_transaction_session_timeout=60s",
            "timezone=UTC", "log_timezone=UTC", "log_line_prefix=%m [%p] %u@%d ",
            // The detail of an error, and parameters, are people's data.
            "log_error_verbosity=terse", "log_parameter_max_length=0", "log_parameter_max_length_on_error=0",
        ];
        if (!durable)
        {
            settings.AddRange(["fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off"]);
        }

        foreach (var setting in settings)
        {
            yield return "-c";
            yield return setting;
        }
    }

    private static Dictionary<string, string> ServerEnvironment() => new() { ["LC_ALL"] = "C", ["TZ"] = "UTC" };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
