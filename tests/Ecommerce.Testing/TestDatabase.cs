using Npgsql;

namespace Ecommerce.Testing;

/// <summary>A fresh, migrated database with the two roles of an agent.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    internal TestDatabase(string name, string ownerConnection, string appConnection)
    {
        Name = name;
        OwnerConnectionString = ownerConnection;
        AppConnectionString = appConnection;
        Owner = NpgsqlDataSource.Create(ownerConnection);
        App = NpgsqlDataSource.Create(appConnection);
    }

    /// <summary>The database's name.</summary>
    public string Name { get; }

    /// <summary>Connects as the role that owns the tables.</summary>
    public string OwnerConnectionString { get; }

    /// <summary>Connects as the role that serves: data statements only.</summary>
    public string AppConnectionString { get; }

    /// <summary>The owner's connections: for arranging and looking past the agent.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>The serving role's connections: what a store gets.</summary>
    public NpgsqlDataSource App { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Owner.DisposeAsync();
    }
}
