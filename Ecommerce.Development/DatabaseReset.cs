using Npgsql;

namespace Ecommerce.Development;

/// <summary>Begins anew on a PostgreSQL server: everything that the shop keeps there is deleted. For development.</summary>
public static class DatabaseReset
{
    /// <summary>
    /// Drops every database of <see cref="DatabaseNames.All"/>, whoever is connected to it, creates it, and has its agent's program
    /// migrate it. Repeating it completes one that was cut off.
    /// </summary>
    /// <param name="superuser">Connection string of a role that may drop and create databases and roles.</param>
    /// <param name="passwords">Password of each role of <see cref="DatabaseNames.Roles"/>.</param>
    /// <param name="time">Bounds the end of a program that is stopped.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ShopException">A program or a password is missing: nothing is dropped. Or a migration failed.</exception>
    public static async Task RunAsync(
        string superuser, IReadOnlyDictionary<string, string> passwords, TimeProvider time, CancellationToken cancellationToken)
    {
        foreach (var agent in AgentProgram.All)
        {
            AgentProgram.CheckBuilt(agent.Executable);
        }

        await DatabaseSetup.RunAnewAsync(superuser, passwords, cancellationToken);
        var logs = Directory.CreateTempSubdirectory("ecommerce-reset-");
        await Task.WhenAll(AgentProgram.All.Select(agent => AgentMigration.RunAsync(
            agent, OwnerConnection, Path.Combine(logs.FullName, agent.Name), time, cancellationToken)));
        logs.Delete(recursive: true); // where one failed, its log stays

        string OwnerConnection(string database)
        {
            var owner = DatabaseNames.Owner(database);
            return new NpgsqlConnectionStringBuilder(superuser)
            {
                Database = database,
                Username = owner,
                Password = passwords[owner],
            }.ConnectionString;
        }
    }
}
