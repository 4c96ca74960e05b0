using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using A2A.Json;
using A2A.V1;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace A2A.Server;

/// <summary>The card at its well-known address (A2A 8.2, 8.6). It needs no version, and may differ from caller to caller.</summary>
internal sealed class CardEndpoint(Dispatcher dispatcher)
{
    private readonly DateTimeOffset _started = dispatcher.Time.GetUtcNow();
    private readonly ConditionalWeakTable<AgentCard, WrittenCard> _written = [];

    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            var card = await dispatcher.Handler.GetAgentCardAsync(new(http, A2AProtocol.HttpJson), http.RequestAborted);
            var (json, tag) = _written.GetValue(card, Write);
            http.Response.Headers.ETag = tag.ToString();
            http.Response.Headers.LastModified = _started.ToString("R", CultureInfo.InvariantCulture);
            http.Response.Headers.Vary = "Authorization, Accept";
            http.Response.Headers.CacheControl =
                string.Create(CultureInfo.InvariantCulture, $"private, max-age={(int)dispatcher.Options.CardLifetime.TotalSeconds}");
            // By the tag alone: what this caller may see can change while the agent runs.
            var known = http.Request.GetTypedHeaders().IfNoneMatch;
            if (known.Any(value => value.Compare(tag, useStrongComparison: false) || value.Equals(EntityTagHeaderValue.Any)))
            {
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            await JsonBody.ReplyAsync(http, json);
        }
        catch (Exception exception) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            var told = dispatcher.Told(exception, null);
            await JsonBody.ReplyAsync(http, told);
        }
    }

    private static WrittenCard Write(AgentCard card)
    {
        var json = A2AJson.FormatUtf8(card);
        return new(json, new($"\"{Base64Url.EncodeToString(SHA256.HashData(json))}\""));
    }

    private sealed record WrittenCard(byte[] Json, EntityTagHeaderValue Tag);
}
