using System.Collections.Concurrent;
using Ecommerce.Development;

namespace Ecommerce.Cli.Chaos.Network;

/// <summary>The links of a system: one from each agent to whatever it reaches.</summary>
internal sealed class Links(TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string From, string To), Link> _links = new();

    /// <summary>The link between two processes.</summary>
    public Link this[string from, string to] => _links[(from, to)];

    /// <summary>The links on which a process is reached.</summary>
    public IEnumerable<Link> To(string process) => _links.Where(link => link.Key.To == process).Select(link => link.Value);

    /// <summary>The port at which a process reaches another one, whose own port is given.</summary>
    public int PortOf(string from, string to, int port) =>
        _links.GetOrAdd((from, to), _ => new Link(port, isPostgres: to == ShopProcesses.Postgres, time)).Port;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var link in _links.Values)
        {
            await link.DisposeAsync();
        }
    }
}
