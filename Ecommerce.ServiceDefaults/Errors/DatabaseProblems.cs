using System.Net.Sockets;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Errors;

/// <summary>Tells an outage of the database from a faulty statement.</summary>
public static class DatabaseProblems
{
    /// <summary>
    /// Whether the server could not be reached or could not work: a failure of the transport, or an error of the classes 08 (connection),
    /// 53 (insufficient resources), 57 (operator intervention) and 58 (system error) of PostgreSQL's Appendix A. Anything else is a
    /// fault, and happens again when the statement is repeated. A data source that cannot open its first connection in time throws a
    /// bare <see cref="TimeoutException"/>; one whose pool is exhausted has it inside.
    /// </summary>
    public static bool IsOutage(Exception exception) => exception switch
    {
        PostgresException { SqlState: ['0', '8', ..] or ['5', '3' or '7' or '8', ..] } => true,
        PostgresException => false,
        NpgsqlException { InnerException: var cause } => cause is SocketException or IOException or TimeoutException,
        _ => exception is TimeoutException,
    };
}
