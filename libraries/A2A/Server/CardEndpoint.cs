using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using A2A.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace A2A.Server;

/// <summary>The card at its well-known address (A2A 8.2, 8.6). It needs no version, and may differ from caller to caller.</summary>
internal sealed class CardEndpoint(Dispatcher dispatcher)
{
    private readonly DateTimeOffset _started = dispatcher.Time.GetUtcNow();

    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            var card = await dispatcher.Handler.GetAgentCardAsync(new(http, A2AProtocol.HttpJson), http.RequestAborted);
            var tag = new EntityTagHeaderValue($"\"{Base64Url.EncodeToString(SHA256.HashData(A2AJson.FormatUtf8(card)))}\"");
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

            await JsonBody.ReplyAsync(http, card);
        }
        catch (Exception exception) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            var told = dispatcher.Told(exception, null);
            await JsonBody.ReplyAsync(http, told);
        }
    }
}
