using System.Net.Http.Headers;
using System.Text.Json;
using A2A.Json;
using A2A.V1;

namespace A2A.Tests;

/// <summary>The card at its well-known address (A2A 8).</summary>
public sealed class CardTests
{
    private const string Path = "/.well-known/agent-card.json";

    [Fact]
    public async Task A2A_5_2_and_8_1_and_8_2_and_8_3_and_14_3_the_card_is_at_its_address_and_needs_no_version()
    {
        await using var host = await AgentHost.StartAsync();
        var (response, card) = await host.SendAsync("GET", Path, version: null);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(host.Card, A2AJson.Parse<AgentCard>(card.GetRawText()));
        Assert.Equal(
            ["JSONRPC", "HTTP+JSON", "GRPC"],
            card.GetProperty("supportedInterfaces").EnumerateArray().Select(item => item.GetProperty("protocolBinding").GetString()));
    }

    [Fact]
    public async Task A_card_is_private_to_its_caller_and_is_not_sent_again_while_it_is_the_same()
    {
        await using var host = await AgentHost.StartAsync();
        var (first, _) = await host.SendAsync("GET", Path);
        Assert.True(first.Headers.CacheControl is { Private: true, MaxAge: { } age } && age == TimeSpan.FromMinutes(1));
        Assert.Contains("Authorization", first.Headers.Vary);
        Assert.NotNull(first.Content.Headers.LastModified);
        using var again = new HttpRequestMessage(HttpMethod.Get, Path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        var second = await host.Http.SendAsync(again);
        Assert.Equal((304, 0L), ((int)second.StatusCode, second.Content.Headers.ContentLength ?? 0));
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);

        host.Card.Description = "Takes orders and returns.";
        using var changed = new HttpRequestMessage(HttpMethod.Get, Path)
        {
            Headers = { IfNoneMatch = { first.Headers.ETag! }, IfModifiedSince = DateTimeOffset.MaxValue },
        };
        Assert.Equal(200, (int)(await host.Http.SendAsync(changed)).StatusCode);
        Assert.Equal(200, (int)(await host.Http.SendAsync(new(HttpMethod.Head, Path))).StatusCode);
        using var any = new HttpRequestMessage(HttpMethod.Get, Path) { Headers = { IfNoneMatch = { EntityTagHeaderValue.Any } } };
        Assert.Equal(304, (int)(await host.Http.SendAsync(any)).StatusCode);
    }

    [Fact]
    public void A2A_5_7_required_fields_are_printed_at_their_defaults_and_others_are_not()
    {
        var card = new AgentCard { Name = "Example Agent", Capabilities = new() { Streaming = false, PushNotifications = false } };
        Assert.Equal(
            """
            {"name":"Example Agent","description":"","supportedInterfaces":[],"version":"",
            "capabilities":{"streaming":false,"pushNotifications":false},
            "defaultInputModes":[],"defaultOutputModes":[],"skills":[]}
            """.Replace("\n", "", StringComparison.Ordinal),
            A2AJson.Format(card));
    }

    [Fact]
    public void A2A_5_5_names_are_camelCase_and_enums_are_texts()
    {
        var json = A2AJson.Format(new AgentTask { Id = "t", ContextId = "c", Status = new() { State = TaskState.InputRequired } });
        Assert.Equal("""{"id":"t","contextId":"c","status":{"state":"TASK_STATE_INPUT_REQUIRED"}}""", json);
    }

    [Fact]
    public void A_card_for_mutual_TLS_reads_as_the_protocol_has_it()
    {
        const string Json = """
            {"securitySchemes":{"spiffe":{"mtlsSecurityScheme":{"description":"SVID"}}},
            "securityRequirements":[{"schemes":{"spiffe":{"list":["agent"]}}}]}
            """;
        var card = A2AJson.Parse<AgentCard>(Json);
        Assert.Equal(SecurityScheme.SchemeOneofCase.MtlsSecurityScheme, card.SecuritySchemes["spiffe"].SchemeCase);
        using var printed = JsonDocument.Parse(A2AJson.Format(card));
        Assert.Equal("agent", printed.RootElement.GetProperty("securityRequirements")[0].GetProperty("schemes").GetProperty("spiffe")
            .GetProperty("list")[0].GetString());
    }
}
