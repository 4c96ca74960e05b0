using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ecommerce.Development.Processes;

namespace Ecommerce.Development;

/// <summary>
/// A real RabbitMQ on loopback, with plain and TLS listeners and data of its own, where Debian's <c>rabbitmq-server</c> is installed.
/// </summary>
public sealed class RabbitServer : IAsyncDisposable
{
    private const string Programs = "/usr/lib/rabbitmq/bin/";
    private const string Program = Programs + "rabbitmq-server";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly Watchdog _watchdog;
    private Process? _process;

    private RabbitServer(string folder, int port, TimeProvider time)
    {
        (_folder, Port, _time) = (folder, port, time);
        _watchdog = Watchdog.Start($"kill -9 $(cat '{At("pid")}'); ERL_EPMD_PORT={NameServerPort} epmd -kill");
    }

    /// <summary>How many ports it takes.</summary>
    public const int Span = 4;

    /// <summary>Why there is none.</summary>
    public const string Missing = "rabbitmq-server is not installed";

    /// <summary>Whether it can be started here.</summary>
    public static bool IsInstalled => File.Exists(Program);

    /// <summary>Where it speaks AMQP without TLS.</summary>
    public int Port { get; }

    /// <summary>Where it speaks AMQP over TLS, if it was given a certificate.</summary>
    public int TlsPort => Port + 1;

    /// <summary>Its process.</summary>
    public int Pid => int.Parse(File.ReadAllText(At("pid")), CultureInfo.InvariantCulture);

    private int DistributionPort => Port + 2;

    private int NameServerPort => Port + 3;

    /// <summary>Starts it.</summary>
    /// <param name="folder">A folder of its own; it is made.</param>
    /// <param name="port">The first of its <see cref="Span"/> ports.</param>
    /// <param name="certificate">A file with its certificate and key in PEM, if it is to have TLS.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ShopException">It does not start.</exception>
    public static async Task<RabbitServer> StartAsync(string folder, int port, string? certificate, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var server = new RabbitServer(folder, port, time);
        try
        {
            File.WriteAllText(server.At("plugins"), "[].\n");
            File.WriteAllText(server.At("rabbit.conf"), certificate is null ? "" : $"""
                listeners.ssl.1 = 127.0.0.1:{server.TlsPort}
                ssl_options.certfile = {certificate}
                ssl_options.keyfile = {certificate}
                ssl_options.verify = verify_none

                """);
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again on its data.</summary>
    /// <exception cref="ShopException">It does not start.</exception>
    public async Task StartAsync()
    {
        _process = Start("setsid", Program);
        for (var started = _time.GetTimestamp(); !await IsListeningAsync(); await Task.Delay(PollInterval, _time))
        {
            if (_time.GetElapsedTime(started) > StartTimeout)
            {
                throw new ShopException(
                    $"RabbitMQ does not listen on {Port} after {StartTimeout.TotalSeconds:0} s. Its log is in {At("log")}.");
            }
        }
    }

    /// <summary>
    /// Writes to its disk what was declared. Unlike confirmed messages, declarations stay in its memory for a while, where a crash takes
    /// them.
    /// </summary>
    public async Task SyncAsync()
    {
        using var control = Start(Programs + "rabbitmqctl", "--quiet", "eval", "mnesia:sync_log().");
        await control.WaitForExitAsync();
        if (control.ExitCode != 0)
        {
            throw new InvalidOperationException($"rabbitmqctl ended with {control.ExitCode}.");
        }
    }

    // Its settings are the environment, for the server and for what controls it.
    private Process Start(string program, params string[] parameters)
    {
        var start = new ProcessStartInfo(program, parameters) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["HOME"] = _folder,
            ["RABBITMQ_NODENAME"] = $"shop{Port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = Text(Port),
            ["RABBITMQ_DIST_PORT"] = Text(DistributionPort),
            ["ERL_EPMD_PORT"] = Text(NameServerPort),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_MNESIA_BASE"] = At("data"),
            ["RABBITMQ_LOG_BASE"] = At("log"),
            ["RABBITMQ_PID_FILE"] = At("pid"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = At("plugins"),
            ["RABBITMQ_CONFIG_FILE"] = At("rabbit"),
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            // Its idle threads would spin, on cores that the agents need too.
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none",
        })
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Ends it as a crash of its machine does: it runs nothing more.</summary>
    public async Task KillAsync()
    {
        using var killer = Process.Start("kill", ["-9", (await File.ReadAllTextAsync(At("pid"))).Trim()]);
        await killer.WaitForExitAsync();
        await _process!.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null && File.Exists(At("pid")))
        {
            await KillAsync();
        }

        using (var names = Process.Start(new ProcessStartInfo("epmd", ["-kill"])
        {
            Environment = { ["ERL_EPMD_PORT"] = Text(NameServerPort) },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }))
        {
            await names!.WaitForExitAsync();
        }

        _watchdog.Dispose();
    }

    private async Task<bool> IsListeningAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
