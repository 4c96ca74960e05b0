using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ecommerce.Testing;

/// <summary>
/// A real RabbitMQ on loopback, with plain and TLS listeners and data of its own; the tests that need it are skipped where Debian's
/// <c>rabbitmq-server</c> is not installed.
/// </summary>
public sealed class RabbitServer : IAsyncDisposable
{
    private const string Programs = "/usr/lib/rabbitmq/bin/";
    private const string Program = Programs + "rabbitmq-server";

    private readonly TestFolder _folder = new();
    private readonly Watchdog _watchdog;
    private Process? _process;

    private RabbitServer(int port)
    {
        Port = port;
        _watchdog = Watchdog.Start($"kill -9 $(cat '{_folder.At("pid")}'); ERL_EPMD_PORT={NameServerPort} epmd -kill");
    }

    /// <summary>Why a test is skipped where there is none.</summary>
    public const string Missing = "rabbitmq-server is not installed";

    /// <summary>Whether it can be started here.</summary>
    public static bool IsInstalled => File.Exists(Program);

    /// <summary>Where it speaks AMQP without TLS.</summary>
    public int Port { get; }

    /// <summary>Where it speaks AMQP over TLS, if it was given a certificate.</summary>
    public int TlsPort => Port + 1;

    private int DistributionPort => Port + 2;

    private int NameServerPort => Port + 3;

    /// <summary>Starts it.</summary>
    /// <param name="certificate">A file with its certificate and key in PEM, if it is to have TLS.</param>
    public static async Task<RabbitServer> StartAsync(string? certificate = null)
    {
        var server = new RabbitServer(FreePorts.FindBase());
        try
        {
            File.WriteAllText(server._folder.At("plugins"), "[].\n");
            File.WriteAllText(server._folder.At("rabbit.conf"), certificate is null ? "" : $"""
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
    public async Task StartAsync()
    {
        _process = Start("setsid", Program);
        await Eventually.HoldsAsync(IsListeningAsync, () => $"RabbitMQ listens on {Port}");
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
            ["HOME"] = _folder.Path,
            ["RABBITMQ_NODENAME"] = $"test{Port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = Text(Port),
            ["RABBITMQ_DIST_PORT"] = Text(DistributionPort),
            ["ERL_EPMD_PORT"] = Text(NameServerPort),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_MNESIA_BASE"] = _folder.At("data"),
            ["RABBITMQ_LOG_BASE"] = _folder.At("log"),
            ["RABBITMQ_PID_FILE"] = _folder.At("pid"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = _folder.At("plugins"),
            ["RABBITMQ_CONFIG_FILE"] = _folder.At("rabbit"),
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
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
        using var killer = Process.Start("kill", ["-9", (await File.ReadAllTextAsync(_folder.At("pid"))).Trim()]);
        await killer.WaitForExitAsync();
        await _process!.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null && File.Exists(_folder.At("pid")))
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
        _folder.Dispose();
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

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
