using System.Collections.Frozen;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Schemas;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Routing;
using ModelContextProtocol.Protocol;

namespace Ecommerce.Gateway.Mcp;

/// <summary>A capability as a tool.</summary>
/// <param name="Capability">The capability.</param>
/// <param name="Definition">What is told of it.</param>
internal sealed record McpTool(Capability Capability, Tool Definition);

/// <summary>The shop's tools: the <see cref="NamedCapabilities"/>. Whoever asks is shown those that the policy lets through.</summary>
internal static class McpTools
{
    private static readonly FrozenDictionary<string, McpTool> ByName =
        NamedCapabilities.All.ToFrozenDictionary(capability => capability.Name, Create);

    /// <summary>All of them, in the order of the catalogue.</summary>
    public static IReadOnlyList<McpTool> All { get; } = [.. NamedCapabilities.All.Select(capability => ByName[capability.Name])];

    /// <summary>The tool of that name, or null.</summary>
    public static McpTool? Find(string name) => ByName.GetValueOrDefault(name);

    private static McpTool Create(Capability capability) => new(capability, new Tool
    {
        Name = capability.Name,
        Description = capability.ServerStreaming
            ? $"{capability.Description} Answers with those of the next {McpCalls.StreamTime.TotalSeconds:0} seconds, or fewer if no "
                + "more will come; last_event_id asks for what came after."
            : capability.Description,
        InputSchema = JsonSerializer.SerializeToElement(CapabilitySchemas.Request(capability)),
        OutputSchema = JsonSerializer.SerializeToElement(CapabilitySchemas.Reply(capability)),
        Annotations = new ToolAnnotations
        {
            ReadOnlyHint = capability.Idempotency == Idempotency.Safe,
            IdempotentHint = capability.Idempotency is Idempotency.Safe or Idempotency.Idempotent,
            DestructiveHint = capability.IsIrreversible,
            OpenWorldHint = false,
        },
    });
}
