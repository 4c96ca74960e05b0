namespace Ecommerce.AppHost;

/// <summary>One database and its two roles: the owner migrates it, the app role serves.</summary>
internal sealed record ShopDatabase(IResourceBuilder<PostgresDatabaseResource> Resource, ShopRole Owner, ShopRole App)
{
    /// <summary>Its name.</summary>
    public string Name => Resource.Resource.DatabaseName;
}

/// <summary>A role of a database.</summary>
internal sealed record ShopRole(
    string Name, IResourceBuilder<ParameterResource> Password, IResourceBuilder<ConnectionStringResource> Connection);

/// <summary>Adds the databases.</summary>
internal static class ShopDatabaseExtensions
{
    /// <summary>Adds a database; the passwords of its roles are new at each start, and the set-up step sets them.</summary>
    public static ShopDatabase AddShopDatabase(this IResourceBuilder<PostgresServerResource> server, string name)
    {
        var builder = server.ApplicationBuilder;
        var database = server.AddDatabase($"{name}-db", name);
        return new(database, Role("owner"), Role("app"));

        ShopRole Role(string kind)
        {
            var (role, host) = ($"{name}_{kind}", server.Resource);
            var password = builder
                .AddParameter(
                    $"{name}-{kind}-password", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true)
                .WithParentRelationship(database);
            var connection = builder
                .AddConnectionString(
                    $"{name}-{kind}",
                    ReferenceExpression.Create(
                        $"Host={host.Host};Port={host.Port};Database={name};Username={role};Password={password}"))
                .WithParentRelationship(database);
            return new(role, password, connection);
        }
    }

    /// <summary>Adds <c>ecommerce database setup</c>, which creates each database's roles and grants their permissions.</summary>
    public static IResourceBuilder<ProjectResource> AddDatabaseSetup(
        this IResourceBuilder<PostgresServerResource> server, params ShopDatabase[] databases)
    {
        var setup = server.ApplicationBuilder.AddProject<Projects.Ecommerce_Cli>("database-setup", launchProfileName: null)
            .WithArgs("database", "setup")
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)
            .WithReference(server)
            .WithParentRelationship(server)
            .WithIconName("DatabaseWrench")
            .AsJob();
        foreach (var database in databases)
        {
            setup.WaitFor(database.Resource);
            foreach (var role in (ShopRole[])[database.Owner, database.App])
            {
                setup.WithEnvironment($"Database__Passwords__{role.Name}", role.Password);
            }
        }

        return setup;
    }
}
