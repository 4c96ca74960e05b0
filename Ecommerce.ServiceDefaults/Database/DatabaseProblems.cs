using System.Net.Sockets;
using Npgsql;

namespace Ecommerce.ServiceDefaults;

/// <summary>Tells a database that is away from a statement that is wrong.</summary>
internal static class DatabaseProblems
{
    /// <summary>
    /// Whether the server could not be reached, is starting or stopping, or cut the connection (PostgreSQL, Appendix A: classes 08 and 57P,
    /// and 53 for want of resources).
    /// </summary>
    public static bool IsOutage(NpgsqlException exception) => exception is PostgresException { SqlState: var state }
        ? state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal)
            || state.StartsWith("53", StringComparison.Ordinal)
        : exception.InnerException is SocketException or IOException or TimeoutException || exception.IsTransient
            || exception.Message.Contains("pool", StringComparison.Ordinal);
}
