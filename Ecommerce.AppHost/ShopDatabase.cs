namespace Ecommerce.AppHost;

/// <summary>The server that has the databases.</summary>
/// <param name="Address">Where it is, as a part of a connection string.</param>
/// <param name="Connection">The connection of a role that may create databases and roles.</param>
/// <param name="Resource">The server in a container; null where it is the platform's.</param>
internal sealed record DatabaseServer(
    ReferenceExpression Address, IResourceBuilder<IResourceWithConnectionString> Connection,
    IResourceBuilder<PostgresServerResource>? Resource);

/// <summary>One database and its two roles: the owner migrates it, the app role serves.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Resource">The database of the server in a container; null where the server is the platform's.</param>
/// <param name="Owner">The role that migrates it.</param>
/// <param name="App">The role that serves.</param>
internal sealed record ShopDatabase(string Name, IResourceBuilder<PostgresDatabaseResource>? Resource, ShopRole Owner, ShopRole App)
{
    /// <summary>Both.</summary>
    public IReadOnlyList<ShopRole> Roles => [Owner, App];
}

/// <summary>A role of a database.</summary>
internal sealed record ShopRole(
    string Name, IResourceBuilder<ParameterResource> Password, IResourceBuilder<ConnectionStringResource> Connection);

/// <summary>Adds the databases.</summary>
internal static class ShopDatabaseExtensions
{
    /// <summary>
    /// Adds PostgreSQL in a container that keeps its data; with <c>Postgres=external</c>, what is published has none and is told of the
    /// platform's.
    /// </summary>
    public static DatabaseServer AddDatabaseServer(this IDistributedApplicationBuilder builder) =>
        (builder.Configuration["Postgres"] ?? "container") switch
        {
            "container" => AddContainer(builder),
            "external" when builder.ExecutionContext.IsPublishMode => new(
                ReferenceExpression.Create($"{builder.AddParameter("postgres-server")}"), builder.AddConnectionString("postgres"),
                Resource: null),
            var other => throw new DistributedApplicationException(
                $"Postgres is container or, where the shop is published, external, not {other}."),
        };

    /// <summary>Adds a database; the passwords of its roles are new at each start, and the set-up step sets them.</summary>
    public static ShopDatabase AddShopDatabase(this DatabaseServer server, string name)
    {
        var builder = server.Connection.ApplicationBuilder;
        var database = server.Resource?.AddDatabase($"{name}-db", name);
        return new(name, database, Role("owner"), Role("app"));

        ShopRole Role(string kind)
        {
            var role = $"{name}_{kind}";
            var password = builder.AddParameter(
                $"{name}-{kind}-password", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true);
            // A chart's values have a parameter only where it is a variable by itself.
            var connection = builder.AddConnectionString(
                $"{name}-{kind}",
                ReferenceExpression.Create($"{server.Address};Database={name};Username={role};Password={password}"))
                .WithConnectionProperty("Server", server.Address)
                .WithConnectionProperty("Password", ReferenceExpression.Create($"{password}"));
            if (database is not null)
            {
                password.WithParentRelationship(database);
                connection.WithParentRelationship(database);
            }

            return new(role, password, connection);
        }
    }

    /// <summary>Adds <c>ecommerce database setup</c>, which creates each database's roles and grants their permissions.</summary>
    public static IResourceBuilder<ProjectResource> AddDatabaseSetup(this DatabaseServer server, params ShopDatabase[] databases)
    {
        var setup = server.Connection.ApplicationBuilder.AddProject<Projects.Ecommerce_Cli>("database-setup", launchProfileName: null)
            .WithArgs("database", "setup")
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)
            .WithReference(server.Connection, connectionName: "postgres")
            .WithParentRelationship(server.Connection)
            .WithIconName("DatabaseWrench")
            .AsJob();
        if (server.Resource is { } container)
        {
            setup.WithEnvironment("POSTGRES_PASSWORD", ReferenceExpression.Create($"{container.Resource.PasswordParameter}"));
        }

        foreach (var database in databases)
        {
            if (database.Resource is not null)
            {
                setup.WaitFor(database.Resource);
            }

            foreach (var role in database.Roles)
            {
                setup.WithEnvironment($"Database__Passwords__{role.Name}", role.Password);
            }
        }

        return setup;
    }

    private static DatabaseServer AddContainer(IDistributedApplicationBuilder builder)
    {
        var server = builder.AddPostgres("postgres").WithData();
        return new(ReferenceExpression.Create($"Host={server.Resource.Host};Port={server.Resource.Port}"), server, server);
    }
}
