using System.Collections.Frozen;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Schemas;
using Ecommerce.Gateway.Routing;
using Ecommerce.ServiceDefaults.Capabilities;
using Microsoft.Extensions.AI;

namespace Ecommerce.Gateway.Assistants;

/// <summary>
/// What a model is given to call: the <see cref="NamedCapabilities"/> that its asker may see, but for streams, which have no end to wait
/// for.
/// </summary>
internal sealed class AssistantTools(CapabilityInvoker invoker)
{
    private static readonly FrozenDictionary<string, AITool> Tools = NamedCapabilities.All
        .Where(capability => !capability.ServerStreaming)
        .ToFrozenDictionary(capability => capability.Name, Create);

    /// <summary>The tool of that name.</summary>
    public static AITool Of(string name) => Tools[name];

    /// <summary>The names of the tools for a question.</summary>
    public Task<IReadOnlyList<string>> VisibleAsync(Question question, CancellationToken cancellationToken) =>
        invoker.VisibleAsync(
            from capability in NamedCapabilities.All
            where Tools.ContainsKey(capability.Name) && (question.Agent.Length == 0 || capability.Agent == question.Agent)
            select question.Asker.Call(capability),
            cancellationToken);

    private static AITool Create(Capability capability) => AIFunctionFactory.CreateDeclaration(
        capability.Name,
        capability.IsIrreversible
            ? $"{capability.Description} The user is shown the exact call, and has to approve it."
            : capability.Description,
        JsonSerializer.SerializeToElement(CapabilitySchemas.Request(capability)));
}
