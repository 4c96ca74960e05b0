using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>A process of an agent as it says it is.</summary>
/// <param name="Process">Which.</param>
/// <param name="Description">What it says; null if it does not.</param>
/// <param name="Problem">Why it does not; null if it does.</param>
public sealed record AgentRow(AgentProcess Process, AgentDescription? Description, ProblemException? Problem);
