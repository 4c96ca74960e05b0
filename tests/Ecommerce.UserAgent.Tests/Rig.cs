using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Privacy;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.Testing;
using Ecommerce.UserAgent.Erasure;
using Ecommerce.UserAgent.Sessions;
using Ecommerce.UserAgent.Tests.Erasure;
using Ecommerce.UserAgent.Tokens;
using Ecommerce.UserAgent.Users;
using Npgsql;
using Spiffe;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Ecommerce.UserAgent.Tests;

/// <summary>A user agent on a database of its own.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";

    private readonly PasswordHasher _hasher;
    private readonly ExportLimits _exports = new();
    private readonly TestDatabase _database;
    private readonly NpgsqlDataSource _app;
    private int _derived;

    private Rig(TestDatabase database, SecretEncryption encryption, int iterations)
    {
        (_database, _hasher) = (database, new(TimeProvider.System, iterations, times => Interlocked.Add(ref _derived, times)));
        var source = new NpgsqlDataSourceBuilder(database.AppConnectionString);
        source.UseLoggerFactory(Log);
        _app = source.Build();
        var agent = new AgentInfo(AgentNames.User, "agentweave.io");
        var idempotency = new IdempotencyStore(_app, Time);
        var passwords = new PasswordStore(_app, idempotency);
        Sessions = new(_app, idempotency, Time);
        Keys = new(_app, idempotency, encryption, agent, Time, Log.Of<SigningKeys>());
        var signIn = new SignIn(passwords, _hasher, Sessions, Keys, Time, Log.Of<SignIn>());
        Holders = [Orders.Definition, Payments.Definition];
        Erasures = new(_app, idempotency, Holders, Time);
        var users = new UserStore(_app, idempotency);
        JwtSource nobody = new(new() { Endpoint = "unix:///nowhere", TimeProvider = Time });
        Verifier = new(agent, Keys.PublishedAsync, Time);
        TokenExchange exchange = new(Verifier, new(nobody, agent), Sessions, Keys);
        Service = new(
            users, _hasher, new PasswordChange(passwords, _hasher, agent, Time), signIn, Sessions, Keys,
            new UserExporter(users, Sessions, Holders, _exports), Erasures, exchange, Time, audit: null!, observation: null!);
    }

    /// <summary>The clock of everything but of hashing.</summary>
    public ManualTime Time { get; } = new();

    /// <summary>What the agent and its database's client log.</summary>
    public RecordedLog Log { get; } = new();

    /// <summary>How many iterations all hashes of passwords took so far.</summary>
    public int Derived => Volatile.Read(ref _derived);

    public UserService Service { get; }

    public SessionStore Sessions { get; }

    /// <summary>Believes this agent's tokens.</summary>
    public TokenVerifier Verifier { get; }

    public SigningKeys Keys { get; }

    /// <summary>The agents that hold something of users.</summary>
    public Holder Orders { get; } = new(AgentNames.Order);

    /// <inheritdoc cref="Orders"/>
    public Holder Payments { get; } = new(AgentNames.Payment);

    public IReadOnlyList<UserDataHolder> Holders { get; }

    public ErasureStore Erasures { get; }

    /// <summary>An operator, through the gateway.</summary>
    public TestCaller Anybody { get; } = new(AgentNames.User);

    /// <summary>An administrator, who asks the agent itself.</summary>
    public TestCaller Admin { get; } = new(AgentNames.User, Caller: AgentNames.Admin);

    /// <summary>Starts one.</summary>
    /// <param name="postgres">The server.</param>
    /// <param name="encryption">What encrypts private keys; null for nothing.</param>
    /// <param name="iterations">What a hash costs; few, where a test is not about it.</param>
    public static async Task<Rig> StartAsync(PostgresFixture postgres, SecretEncryption? encryption = null, int iterations = 10) =>
        new(await postgres.CreateDatabaseAsync("users", typeof(UserStore).Assembly), encryption ?? new(null), iterations);

    public static CreateUserRequest Alice(string email = "alice@example.com") => new() { Email = email, Name = "Alice" };

    /// <summary>A second agent on the same database.</summary>
    public Rig Replica(SecretEncryption encryption) => new(_database, encryption, iterations: 10);

    /// <summary>A signed-in user, through the gateway.</summary>
    public static TestCaller As(Contracts.V1.User user, SessionTokens? session = null) =>
        new(AgentNames.User, Scope.Own, user.UserId, session is null ? null : Guid.Parse(session.SessionId));

    public Task<Contracts.V1.User> SignUpAsync(CreateUserRequest request, string? key = null) =>
        Anybody.CallAsync(Service.CreateUser, request, key);

    /// <summary>Signs Alice up with <see cref="Password"/>.</summary>
    public Task<Contracts.V1.User> SignUpAsync() => SignUpAsync(new(Alice()) { Password = Password });

    public Task<SessionTokens> SignInAsync(
        string password = Password, string email = "alice@example.com", string newPassword = "") => Anybody.CallAsync(
        Service.Authenticate, new AuthenticateRequest { Email = email, Password = password, NewPassword = newPassword });

    public Task<SessionTokens> RefreshAsync(string refreshToken) =>
        Anybody.CallAsync(Service.RefreshSession, new RefreshSessionRequest { RefreshToken = refreshToken });

    public async Task<IReadOnlyList<Session>> SessionsOfAsync(Contracts.V1.User user) =>
        (await Anybody.CallAsync(Service.ListSessions, new ListSessionsRequest { UserId = user.UserId })).Sessions;

    public Task<Contracts.V1.User> GetAsync(string userId) =>
        Anybody.CallAsync(Service.GetUser, new GetUserRequest { UserId = userId });

    /// <summary>Looks past the agent.</summary>
    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = _database.Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Changes something behind the agent's back.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = _database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A connection of the database's owner.</summary>
    public ValueTask<NpgsqlConnection> ConnectAsync() => _database.Owner.OpenConnectionAsync();

    /// <summary>The statements that the agent made so far, in order.</summary>
    public IReadOnlyList<string> Statements() =>
    [
        .. from line in Log.Lines
           where line.Text.Contains("execution completed", StringComparison.Ordinal)
           select line.Text[(line.Text.IndexOf("): ", StringComparison.Ordinal) + 3)..],
    ];

    public Task<long> CountUsersAsync() => ReadAsync<long>("SELECT count(*) FROM users");

    public async ValueTask DisposeAsync()
    {
        _hasher.Dispose();
        _exports.Dispose();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
