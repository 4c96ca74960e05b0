using Ecommerce.Contracts.Agent;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.ServiceDefaults.Tasks;

/// <summary>
/// Answers a task of <c>agent.AgentService</c> that names no capability. An agent for which none is registered refuses such a task, and
/// names the capabilities.
/// </summary>
/// <param name="request">The task.</param>
/// <param name="context">The request that brought it: its connection and its tokens say who asks.</param>
/// <param name="deadline">When the caller stops waiting.</param>
/// <param name="cancellationToken">The caller has left.</param>
/// <exception cref="ProblemException">It is refused or fails.</exception>
public delegate Task<TaskResponse> PlainWords(
    TaskRequest request, HttpContext context, DateTimeOffset deadline, CancellationToken cancellationToken);
