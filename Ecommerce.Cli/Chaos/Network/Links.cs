using System.Collections.Concurrent;
using Ecommerce.Development;

namespace Ecommerce.Cli.Chaos.Network;

/// <summary>The links of a system: one from each agent to whatever it reaches.</summary>
internal sealed class Links(TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string From, string To, int Port), Link> _links = new();

    /// <summary>The link from an agent to the first process of another one, or to another process.</summary>
    public Link this[string from, string to] =>
        _links.Where(link => link.Key.From == from && link.Key.To == to).MinBy(link => link.Key.Port).Value;

    /// <summary>The links on which a process is reached.</summary>
    public IEnumerable<Link> To(string process) => _links.Where(link => link.Key.To == process).Select(link => link.Value);

    /// <summary>The port at which a process reaches another one, whose own port is given.</summary>
    public int PortOf(string from, string to, int port) =>
        _links.GetOrAdd((from, to, port), _ => new Link(port, isPostgres: to == ShopProcesses.Postgres, time)).Port;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var link in _links.Values)
        {
            await link.DisposeAsync();
        }
    }
}
