using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Clients;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>One of an agent's processes, which is asked for what it alone knows.</summary>
/// <param name="Name">Such as <c>order</c>, or <c>order-2</c>.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Address">Where it serves.</param>
/// <param name="Clients">Of this process alone.</param>
public sealed record AgentProcess(string Name, AgentDefinition Agent, string Address, AgentClients Clients);
