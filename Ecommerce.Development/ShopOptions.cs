namespace Ecommerce.Development;

/// <summary>At which port one agent reaches another, or PostgreSQL.</summary>
/// <param name="from">The agent that connects.</param>
/// <param name="to">The agent that it reaches, or <see cref="ShopProcesses.Postgres"/>.</param>
/// <param name="port">The port of that one.</param>
public delegate int PortMap(string from, string to, int port);

/// <summary>How to run a shop.</summary>
/// <param name="Folder">Its folders.</param>
/// <param name="Ports">Its ports.</param>
/// <param name="Fresh">Whether all data is deleted first.</param>
/// <param name="Strict">Whether the authority serves only the children that the runner itself started.</param>
/// <param name="Durable">See <see cref="PostgresOptions"/>.</param>
/// <param name="Dashboard">The Aspire dashboard, if it shall run.</param>
/// <param name="AgentVariables">Further environment variables of the agents.</param>
/// <param name="SvidLifetime">How long identities live; as <c>config/registrations.yaml</c> says if null.</param>
/// <param name="PortOf">What lies between the agents; nothing if null.</param>
/// <param name="Storefront">Whether the storefront runs too.</param>
public sealed record ShopOptions(
    DataFolder Folder, Ports Ports, bool Fresh = false, bool Strict = false, bool Durable = true, Dashboard? Dashboard = null,
    IReadOnlyDictionary<string, string>? AgentVariables = null, TimeSpan? SvidLifetime = null, PortMap? PortOf = null,
    bool Storefront = false);
