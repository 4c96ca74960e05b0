using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ecommerce.Contracts.Agent;
using Ecommerce.Contracts.Json;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tasks;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Gateway.Rest;

/// <summary>
/// The body of <c>POST /api/v1/tasks</c>: <c>{input, agent_type, capability, correlation_id?}</c>, or in plain words
/// <c>{input, agent_type?, max_tokens?, temperature?, correlation_id?}</c>, or <c>{approval, correlation_id?}</c>.
/// </summary>
internal sealed record RestTask(string Input, string? AgentType, string? Capability, string? CorrelationId = null)
{
    // The output is JSON within JSON: with quotes alone escaped it can be read.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Texts = ["input", "agent_type", "capability", "correlation_id", "approval"];
    private static readonly string[] Numbers = ["max_tokens", "temperature"];

    /// <summary>The approval that is given; empty for none.</summary>
    public string Approval { get; init; } = "";

    /// <summary>As <see cref="TaskRequest.MaxTokens"/>.</summary>
    public int MaxTokens { get; init; }

    /// <summary>As <see cref="TaskRequest.Temperature"/>.</summary>
    public float Temperature { get; init; }

    public static RestTask Parse(BoundedJson body)
    {
        var json = RequestJson.Parse<Struct>(body);
        foreach (var (name, value) in json.Fields)
        {
            if (Numbers.Contains(name))
            {
                Require(value.KindCase == Value.KindOneofCase.NumberValue, name, "must be a number");
            }
            else
            {
                Require(Texts.Contains(name), name, "is not a field of this request");
                Require(
                    value.KindCase == Value.KindOneofCase.StringValue, name,
                    name == "input" ? "must be a string: the capability's request as JSON text" : "must be a string");
            }
        }

        string? Text(string name) => json.Fields.TryGetValue(name, out var value) ? value.StringValue : null;
        double Number(string name) => json.Fields.TryGetValue(name, out var value) ? value.NumberValue : 0;
        var (approval, tokens) = (Text("approval") ?? "", Number("max_tokens"));
        Require(tokens == Math.Truncate(tokens) && Math.Abs(tokens) <= int.MaxValue, "max_tokens", "must be a whole number");
        Require(Text("input") is not null || approval.Length > 0, "input", "is required");
        return new(Text("input") ?? "", Text("agent_type"), Text("capability"), Text("correlation_id"))
        {
            Approval = approval,
            MaxTokens = (int)tokens,
            Temperature = (float)Number("temperature"),
        };
    }

    /// <summary>The agent, without which no capability is found.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: it is missing.</exception>
    public string RequireAgent()
    {
        Require(AgentType is not null, "agent_type", "is required");
        return AgentType!;
    }

    /// <summary>The same, as the generic agent surface has it.</summary>
    public TaskRequest ToRequest() => new()
    {
        AgentType = AgentType ?? "",
        Input = Input,
        MaxTokens = MaxTokens,
        Temperature = Temperature,
        Approval = Approval,
    };

    public byte[] Format(CapabilityTask task) => Format(json =>
    {
        json.WriteString("task_id", task.Id);
        json.WriteString("output", task.Output);
        json.WriteString("status", task.Outcome == TaskOutcome.Completed ? "success" : "failed");
        json.WriteNumber("latency_ms", (long)task.Latency.TotalMilliseconds);
    });

    /// <summary>The answer to plain words.</summary>
    public byte[] Format(TaskResponse answer) => Format(json =>
    {
        // The contract's JSON leaves out what has the value 0, as success has.
        const string StatusField = "status";
        json.WriteString(StatusField, JsonNamingPolicy.SnakeCaseLower.ConvertName($"{answer.Status}"));
        using var fields = JsonDocument.Parse(ContractJson.FormatUtf8(answer));
        foreach (var field in fields.RootElement.EnumerateObject().Where(field => field.Name != StatusField))
        {
            field.WriteTo(json);
        }
    });

    private byte[] Format(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            if (CorrelationId is not null)
            {
                json.WriteString("correlation_id", CorrelationId);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Require(bool holds, string field, string description)
    {
        if (!holds)
        {
            throw ProblemException.Invalid([new(field, description)]);
        }
    }
}
