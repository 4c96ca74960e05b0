using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using Ecommerce.UserAgent.Users;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Ecommerce.UserAgent.Tests;

/// <summary>A user agent on a database of its own.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly PasswordHasher _passwords = new(TimeProvider.System);
    private readonly TestDatabase _database;

    private Rig(TestDatabase database)
    {
        _database = database;
        Service =
            new(new UserStore(database.App, new IdempotencyStore(database.App, TimeProvider.System)), _passwords, TimeProvider.System);
    }

    public UserService Service { get; }

    public TestCaller Anybody { get; } = new(AgentNames.User);

    public static async Task<Rig> StartAsync(PostgresFixture postgres) =>
        new(await postgres.CreateDatabaseAsync("users", typeof(UserStore).Assembly));

    public static CreateUserRequest Alice(string email = "alice@example.com") => new() { Email = email, Name = "Alice" };

    public Task<Contracts.V1.User> SignUpAsync(CreateUserRequest request, string? key = null) =>
        Anybody.CallAsync(Service.CreateUser, request, key);

    public Task<Contracts.V1.User> GetAsync(string userId) =>
        Anybody.CallAsync(Service.GetUser, new GetUserRequest { UserId = userId });

    /// <summary>Looks past the agent.</summary>
    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = _database.Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public Task<long> CountUsersAsync() => ReadAsync<long>("SELECT count(*) FROM users");

    public async ValueTask DisposeAsync()
    {
        _passwords.Dispose();
        await _database.DisposeAsync();
    }
}
