namespace Ecommerce.AppHost;

/// <summary>One database and its two roles: the owner migrates it, the app role serves.</summary>
internal sealed record ShopDatabase(
    string Name,
    IResourceBuilder<PostgresDatabaseResource> Resource,
    IResourceBuilder<ParameterResource> OwnerPassword,
    IResourceBuilder<ParameterResource> AppPassword)
{
    /// <summary>For the migration step.</summary>
    public ReferenceExpression OwnerConnection => Connection("owner", OwnerPassword);

    /// <summary>For the agent.</summary>
    public ReferenceExpression AppConnection => Connection("app", AppPassword);

    private ReferenceExpression Connection(string role, IResourceBuilder<ParameterResource> password)
    {
        var server = Resource.Resource.Parent;
        return ReferenceExpression.Create(
            $"Host={server.Host};Port={server.Port};Database={Name};Username={Name}_{role};Password={password}");
    }
}

/// <summary>Adds the databases.</summary>
internal static class ShopDatabaseExtensions
{
    /// <summary>Adds a database; the passwords of its roles are new at each start, and the set-up step sets them.</summary>
    public static ShopDatabase AddShopDatabase(this IResourceBuilder<PostgresServerResource> server, string name)
    {
        var builder = server.ApplicationBuilder;
        return new(name, server.AddDatabase($"{name}-db", name), Password("owner"), Password("app"));

        IResourceBuilder<ParameterResource> Password(string role) => builder.AddParameter(
            $"{name}-{role}-password", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true);
    }

    /// <summary>Adds <c>ecommerce database setup</c>, which creates each database's roles and grants their permissions.</summary>
    public static IResourceBuilder<ProjectResource> AddDatabaseSetup(
        this IResourceBuilder<PostgresServerResource> server, params ShopDatabase[] databases)
    {
        var setup = server.ApplicationBuilder.AddProject<Projects.Ecommerce_Cli>("database-setup", launchProfileName: null)
            .WithArgs("database", "setup")
            .WithReference(server);
        foreach (var database in databases)
        {
            setup.WaitFor(database.Resource)
                .WithEnvironment($"Database__Passwords__{database.Name}_owner", database.OwnerPassword)
                .WithEnvironment($"Database__Passwords__{database.Name}_app", database.AppPassword);
        }

        return setup;
    }
}
