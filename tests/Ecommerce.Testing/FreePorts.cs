using System.Net;
using System.Net.Sockets;
using Ecommerce.Development;

namespace Ecommerce.Testing;

/// <summary>Finds a row of free ports, below those that the system gives to outgoing connections.</summary>
internal static class FreePorts
{
    private const int Lowest = 12000;
    private const int Highest = 32000;

    /// <summary>The base that was found last.</summary>
    public static int LastBase { get; private set; }

    /// <summary>A base whose ports are all free at this moment.</summary>
    /// <param name="replicas">How many processes each agent will have.</param>
    public static int FindBase(int replicas = 1)
    {
        do
        {
            LastBase = Random.Shared.Next(Lowest / Ports.Span, Highest / Ports.Span) * Ports.Span;
        }
        while (!AreFree(new Ports(LastBase, replicas)));
        return LastBase;
    }

    /// <summary>Whether none of them has a listener.</summary>
    public static bool AreFree(Ports ports)
    {
        try
        {
            foreach (var port in ports.All)
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
