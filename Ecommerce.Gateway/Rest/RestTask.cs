using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ecommerce.Contracts.Json;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tasks;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Gateway.Rest;

/// <summary>The body of <c>POST /api/v1/tasks</c>: <c>{input, agent_type, capability?, correlation_id?}</c>.</summary>
internal sealed record RestTask(string Input, string AgentType, string? Capability, string? CorrelationId = null)
{
    // The output is JSON within JSON: with quotes alone escaped it can be read.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Fields = ["input", "agent_type", "capability", "correlation_id"];

    public static RestTask Parse(BoundedJson body)
    {
        var json = RequestJson.Parse<Struct>(body);
        foreach (var (name, value) in json.Fields)
        {
            if (!Fields.Contains(name))
            {
                throw Invalid(name, "is not a field of this request");
            }

            if (value.KindCase != Value.KindOneofCase.StringValue)
            {
                throw Invalid(name, name == "input" ? "must be a string: the capability's request as JSON text" : "must be a string");
            }
        }

        string? Text(string name) => json.Fields.TryGetValue(name, out var value) ? value.StringValue : null;
        return new(
            Text("input") ?? throw Invalid("input", "is required"),
            Text("agent_type") ?? throw Invalid("agent_type", "is required"),
            Text("capability"),
            Text("correlation_id"));
    }

    public byte[] Format(CapabilityTask task)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("task_id", task.Id);
            json.WriteString("output", task.Output);
            json.WriteString("status", task.Outcome == TaskOutcome.Completed ? "success" : "failed");
            json.WriteNumber("latency_ms", (long)task.Latency.TotalMilliseconds);
            if (CorrelationId is not null)
            {
                json.WriteString("correlation_id", CorrelationId);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static ProblemException Invalid(string field, string description) => ProblemException.Invalid([new(field, description)]);
}
