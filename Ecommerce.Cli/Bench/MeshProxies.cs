using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ecommerce.Cli.Output;
using Ecommerce.Development;

namespace Ecommerce.Cli.Bench;

/// <summary>
/// The pair of sidecars: Envoy, mutual TLS, Envoy, and an OPA that each of the two asks about each request, with the tool's own policy,
/// which allows by caller and path.
/// </summary>
internal sealed class MeshProxies : IAsyncDisposable
{
    // The tool's three listeners follow each other: entry, between the proxies, OPA.
    private const int Ports = 3;

    // The first use unpacks the programs.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);

    // The shell lives as long as its input is open, which ends with this process however that ends, and then stops what it started, each
    // by its process ID. A terminal's Ctrl-C reaches the shell too, and must not end it before.
    private const string Script =
        """
        trap '' INT TERM HUP
        if entry=$("$0" "$1" "$2" "$3"); then
          echo "{\"address\": \"http://$entry\"}"
          cat >/dev/null
        fi
        "$0" --stop "$1"
        """;

    private readonly BenchChild _shell;
    private readonly string _folder;

    private MeshProxies(BenchChild shell, Uri entry, string folder) => (_shell, Entry, _folder) = (shell, entry, folder);

    /// <summary>The program that starts and stops them; it may not exist.</summary>
    public static string Tool { get; } = Path.Combine(SharedTools.Folder, "mesh-pair");

    /// <summary>Where the outbound proxy listens, in plaintext.</summary>
    public Uri Entry { get; }

    /// <summary>Processes of the two proxies.</summary>
    public IReadOnlyList<int> Envoys => [Process("outbound"), Process("inbound")];

    /// <summary>The process that decides for both.</summary>
    public int Opa => Process("authz");

    /// <summary>Starts them in front of a server.</summary>
    /// <exception cref="CommandException">The tool is missing, or they do not start.</exception>
    public static async Task<MeshProxies> StartAsync(Uri upstream, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("bash", ["-c", Script, Tool, folder, Text(upstream.Port), Text(FreePorts())]);
        var shell = BenchChild.Start(start);
        try
        {
            return new(shell, await shell.ReadAddressAsync(StartTimeout, cancellationToken), folder);
        }
        catch
        {
            await shell.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _shell.DisposeAsync();

    private int Process(string name) =>
        int.Parse(File.ReadAllText(Path.Combine(_folder, $"{name}.pid")), CultureInfo.InvariantCulture);

    /// <summary>The first of so many ports in a row that are free now.</summary>
    private static int FreePorts()
    {
        while (true)
        {
            List<TcpListener> taken = [];
            try
            {
                taken.Add(Listen(0));
                var first = ((IPEndPoint)taken[0].LocalEndpoint).Port;
                for (var next = 1; next < Ports; next++)
                {
                    taken.Add(Listen(first + next));
                }

                return first;
            }
            catch (Exception exception) when (exception is SocketException or ArgumentOutOfRangeException)
            {
                // Another one.
            }
            finally
            {
                taken.ForEach(listener => listener.Dispose());
            }
        }
    }

    private static TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return listener;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
