using System.Buffers;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Gateway.Rest;

/// <summary>The body of <c>POST /api/v1/tasks</c>: <c>{input, agent_type, capability?, correlation_id?}</c>.</summary>
internal sealed record RestTask(string Input, string AgentType, string? Capability)
{
    private static readonly string[] Fields = ["input", "agent_type", "capability", "correlation_id"];

    public static RestTask Parse(byte[] body)
    {
        Struct json;
        try
        {
            json = ContractJson.Parse<Struct>(body);
        }
        catch (ContractJsonException e)
        {
            throw new ProblemException(ErrorCodes.InvalidRequest, e.Message, e.Field);
        }

        foreach (var (name, value) in json.Fields)
        {
            if (!Fields.Contains(name) || value.KindCase != Value.KindOneofCase.StringValue)
            {
                throw new ProblemException(ErrorCodes.InvalidRequest, "The field is unknown or no string.", name);
            }
        }

        string? Text(string name) => json.Fields.TryGetValue(name, out var value) ? value.StringValue : null;
        return new(
            Text("input") ?? throw new ProblemException(ErrorCodes.InvalidRequest, "The field is required.", "input"),
            Text("agent_type") ?? throw new ProblemException(ErrorCodes.InvalidRequest, "The field is required.", "agent_type"),
            Text("capability"));
    }

    /// <summary>The capability that the task names.</summary>
    public Capability Find()
    {
        var visible = CapabilityCatalogue.Of(AgentType);
        if (Capability is null && visible.Count > 0 && AgentType != AgentNames.Gateway)
        {
            throw new ProblemException(
                ErrorCodes.InvalidRequest, $"Name the capability: one of {string.Join(", ", visible.Select(c => c.Name))}.", "capability");
        }

        var found = AgentRouter.Find(AgentType, Capability ?? "", "agent_type", "capability");
        return found.ServerStreaming
            ? throw new ProblemException(ErrorCodes.InvalidRequest, "A stream cannot be a task.", "capability")
            : found;
    }

    /// <summary>The task's input as the capability's request.</summary>
    public IMessage Request(Capability capability)
    {
        try
        {
            return ContractJson.Parse(capability.Request, Input);
        }
        catch (ContractJsonException e)
        {
            throw new ProblemException(ErrorCodes.InvalidRequest, e.Message, e.Field);
        }
    }

    public static byte[] Format(Guid taskId, string output, string status, long latencyMs)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("task_id", taskId);
            json.WriteString("output", output);
            json.WriteString("status", status);
            json.WriteNumber("latency_ms", latencyMs);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
