using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ecommerce.Gateway.Assistants;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.AI;

namespace Ecommerce.Gateway.Tests.Assistants;

public sealed class AssistantTelemetryTests
{
    private static readonly string Flood = new('x', 100_000);

    [Fact]
    public void What_a_models_server_says_is_cut_on_spans_and_labels_no_metric()
    {
        const string Model = "of-this-test"; // the meter is the process's, and others may count under other names
        var metadata = new ChatClientMetadata("openai", new Uri("https://model.example/v1"), Model);
        var labels = new ConcurrentBag<string>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name.StartsWith("gen_ai.", StringComparison.Ordinal))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        void Add(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var (_, value) in tags)
            {
                labels.Add($"{value}");
            }
        }

        meters.SetMeasurementEventCallback<long>((_, _, tags, _) => Add(tags));
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) => Add(tags));
        meters.Start();
        using var spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AgentTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(spans);

        using var chat = AssistantTelemetry.StartChat(metadata, options: null);
        var response = new ChatResponse { ModelId = Flood, Usage = new() { InputTokenCount = 1, OutputTokenCount = 1 } };
        AssistantTelemetry.EndChat(chat, metadata, response, error: null, TimeSpan.FromSeconds(1));
        using var tool = AssistantTelemetry.StartTool("get_product", Flood);

        Assert.Contains(Model, labels);
        Assert.DoesNotContain(labels, label => label.Contains(Flood[..2], StringComparison.Ordinal));
        Assert.Equal(Flood[..64], chat!.GetTagItem("gen_ai.response.model"));
        Assert.Equal(Flood[..64], tool!.GetTagItem("gen_ai.tool.call.id"));
    }
}
