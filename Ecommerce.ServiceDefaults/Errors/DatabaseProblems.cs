using System.Net.Sockets;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Errors;

/// <summary>Tells an outage of the database from a faulty statement.</summary>
public static class DatabaseProblems
{
    /// <summary>
    /// Whether the server could not be reached, is starting or stopping, or cut the connection (PostgreSQL, Appendix A: classes 08 and 57P,
    /// and 53, insufficient resources). A data source that cannot open its first connection in time throws a bare
    /// <see cref="TimeoutException"/>.
    /// </summary>
    public static bool IsOutage(Exception exception) => exception switch
    {
        PostgresException { SqlState: var state } => state.StartsWith("08", StringComparison.Ordinal)
            || state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal),
        NpgsqlException database => database.InnerException is SocketException or IOException or TimeoutException || database.IsTransient
            || database.Message.Contains("pool", StringComparison.Ordinal),
        _ => exception is TimeoutException,
    };
}
