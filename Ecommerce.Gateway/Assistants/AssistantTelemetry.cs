using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.AI;

namespace Ecommerce.Gateway.Assistants;

/// <summary>
/// What is reported of models and their tools, by OpenTelemetry's semantic conventions for generative AI (spans <c>chat {model}</c> and
/// <c>execute_tool {tool}</c>). Texts are not part of it.
/// </summary>
internal static class AssistantTelemetry
{
    private const string Operation = "gen_ai.operation.name";
    private const string Provider = "gen_ai.provider.name";
    private const string RequestModel = "gen_ai.request.model";
    private const string ErrorType = "error.type";
    private const string OpenAI = "openai"; // the API that is spoken, whoever serves it

    // Of what the model's server says, on spans. No label of a metric is from there: each new text would be a series for good.
    private const int MaxLength = 64;

    // Metrics, gen_ai.client.token.usage: the buckets that the conventions advise.
    private static readonly Histogram<long> Tokens = AgentTelemetry.Meter.CreateHistogram(
        "gen_ai.client.token.usage", "{token}", advice: new InstrumentAdvice<long>
        {
            HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
        });

    private static readonly Histogram<double> Duration = AgentTelemetry.Meter.CreateHistogram(
        "gen_ai.client.operation.duration", "s", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
        });

    /// <summary>Begins the span of a model's turn.</summary>
    public static Activity? StartChat(ChatClientMetadata model, ChatOptions? options)
    {
        var span = AgentTelemetry.Start($"chat {model.DefaultModelId}", ActivityKind.Client);
        return span?.SetTag(Operation, "chat").SetTag(Provider, OpenAI).SetTag(RequestModel, model.DefaultModelId)
            .SetTag("gen_ai.request.max_tokens", options?.MaxOutputTokens).SetTag("gen_ai.request.temperature", options?.Temperature)
            .SetTag("server.address", model.ProviderUri?.Host).SetTag("server.port", model.ProviderUri?.Port);
    }

    /// <summary>Reports how the turn ended.</summary>
    /// <param name="span">Its span.</param>
    /// <param name="model">Who was asked.</param>
    /// <param name="response">What it answered; null if it failed.</param>
    /// <param name="error">Why, in a word; null if it did not.</param>
    /// <param name="time">How long it took.</param>
    public static void EndChat(Activity? span, ChatClientMetadata model, ChatResponse? response, string? error, TimeSpan time)
    {
        TagList tags = new()
        {
            { Operation, "chat" }, { Provider, OpenAI }, { RequestModel, model.DefaultModelId },
            { "server.address", model.ProviderUri?.Host }, { "server.port", model.ProviderUri?.Port },
        };
        if (response is not null)
        {
            span?.SetTag("gen_ai.response.model", Cut(response.ModelId))
                .SetTag("gen_ai.response.finish_reasons", response.FinishReason is { } reason ? new[] { reason.Value } : null)
                .SetTag("gen_ai.usage.input_tokens", response.Usage?.InputTokenCount)
                .SetTag("gen_ai.usage.output_tokens", response.Usage?.OutputTokenCount);
            Record(tags, "input", response.Usage?.InputTokenCount);
            Record(tags, "output", response.Usage?.OutputTokenCount);
        }

        if (error is not null)
        {
            tags.Add(ErrorType, error);
            Fail(span, error);
        }

        Duration.Record(time.TotalSeconds, tags);
    }

    /// <summary>Begins the span of a tool's call.</summary>
    public static Activity? StartTool(string name, string id) =>
        AgentTelemetry.Start($"execute_tool {name}")?.SetTag(Operation, "execute_tool").SetTag("gen_ai.tool.name", name)
            .SetTag("gen_ai.tool.call.id", Cut(id)).SetTag("gen_ai.tool.type", "function");

    /// <summary>Marks a span as failed.</summary>
    public static void Fail(Activity? span, string error) => span?.SetTag(ErrorType, error).SetStatus(ActivityStatusCode.Error, error);

    private static string? Cut(string? text) => text is { Length: > MaxLength } ? text[..MaxLength] : text;

    private static void Record(in TagList common, string type, long? count)
    {
        if (count is > 0)
        {
            var tags = common;
            tags.Add("gen_ai.token.type", type);
            Tokens.Record(count.Value, tags);
        }
    }
}
