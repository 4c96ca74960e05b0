using Ecommerce.Testing;
using Spiffe.Authority;
using Spiffe.Tls;

namespace Spiffe.Tests;

/// <summary>A development authority in folders of its own, and what the tests start around it.</summary>
internal sealed class World : IAsyncDisposable
{
    public static readonly TrustDomain Domain = TrustDomain.Parse("example.org");

    private readonly List<IAsyncDisposable> _started = [];

    private World(TimeSpan lifetime, bool strict, World? sibling, TimeProvider? clock) => Options = new AuthorityOptions
    {
        SocketDirectory = Path.Combine(Folder, "run"),
        DataDirectory = sibling?.Options.DataDirectory ?? Path.Combine(Folder, "data"),
        TrustDomain = Domain,
        Registrations =
        [
            new("order", [Id("order")]) { SvidLifetime = lifetime },
            new("user", [Id("user")]) { DnsNames = ["user", "user.example.org"], SvidLifetime = lifetime },
            new("both", [Id("first"), Id("second")]) { SvidLifetime = lifetime },
        ],
        Strict = strict,
        LoggerFactory = Log,
        TimeProvider = clock ?? TimeProvider.System,
    };

    public string Folder { get; } = Directory.CreateTempSubdirectory("spiffe").FullName;

    /// <summary>The authority's log.</summary>
    public RecordedLog Log { get; } = new();

    public AuthorityOptions Options { get; }

    public DevelopmentAuthority Authority { get; private set; } = null!;

    public static SpiffeId Id(string name) => SpiffeId.Parse($"spiffe://example.org/agent/{name}");

    /// <summary>Starts an authority, with the root of <paramref name="sibling"/> if there is one.</summary>
    public static async Task<World> StartAsync(
        TimeSpan? lifetime = null, bool strict = false, World? sibling = null, TimeProvider? clock = null)
    {
        var world = new World(lifetime ?? TimeSpan.FromHours(1), strict, sibling, clock);
        await world.StartAuthorityAsync();
        return world;
    }

    public async Task StartAuthorityAsync() =>
        Authority = await DevelopmentAuthority.StartAsync(Options, TestContext.Current.CancellationToken);

    public async Task<X509Source> SourceAsync(string name, SpiffeId? id = null, TimeProvider? time = null)
    {
        var source = StartSource(name, id, time: time);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await source.WaitForFirstAsync(deadline.Token);
        return source;
    }

    public X509Source StartSource(string name, SpiffeId? id = null, bool refuseDevelopment = false, TimeProvider? time = null)
    {
        var source = X509Source.Start(new X509SourceOptions
        {
            Endpoint = Authority.SocketFor(name),
            Id = id,
            RefuseDevelopmentAuthority = refuseDevelopment,
            TimeProvider = time ?? TimeProvider.System,
        });
        _started.Add(source);
        return source;
    }

    public async Task<PeerServer> ServeAsync(X509Source source, SpiffeTlsOptions? options = null)
    {
        var server = await PeerServer.StartAsync(source, options);
        _started.Add(server);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var started in Enumerable.Reverse(_started))
        {
            await started.DisposeAsync();
        }

        await Authority.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
