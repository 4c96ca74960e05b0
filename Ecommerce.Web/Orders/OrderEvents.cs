using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Web.Gateway;
using Ecommerce.Web.Sessions;

namespace Ecommerce.Web.Orders;

/// <summary>What happened to an order, and what happens.</summary>
internal static class OrderEvents
{
    private const int MostEvents = 200;
    private const string LastEventId = "Last-Event-ID";

    // What is recorded already comes at once; what is still to happen is not waited for.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Hands the gateway's events on to the page. While the gateway is away, and when the storefront stops, the stream ends in good order,
    /// so that the browser asks again; where there are too many streams, the page is told to ask now and then.
    /// </summary>
    public static async Task StreamAsync(Visit visit)
    {
        var limit = visit.Context.RequestServices.GetRequiredService<WatchLimit>();
        var sessionId = visit.SignedIn.SessionId;
        visit.Context.Response.Headers.CacheControl = "no-store";
        if (!limit.TryEnter(sessionId))
        {
            await AskAgainAsync(visit, Seldom);
            return;
        }

        try
        {
            await HandOnAsync(visit);
        }
        finally
        {
            limit.Leave(sessionId);
        }
    }

    /// <summary>
    /// What has happened so far; null if that cannot be read now, for half of it would be shown as all. While an order is under way its
    /// stream does not end, and all that has happened is what came before it fell silent.
    /// </summary>
    public static async Task<IReadOnlyList<OrderEvent>?> ReadAsync(
        GatewayClient gateway, string orderId, bool isUnderWay, string accessToken, CancellationToken cancellationToken)
    {
        List<OrderEvent> found = [];
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            quiet.CancelAfter(TimeSpan.FromSeconds(5));
            using var events = await gateway.WatchAsync(orderId, lastEventId: null, accessToken, quiet.Token);
            if (events is null)
            {
                return found;
            }

            using var reader = new StreamReader(await events.Content.ReadAsStreamAsync(quiet.Token));
            while (found.Count < MostEvents)
            {
                quiet.CancelAfter(Quiet);
                if (await reader.ReadLineAsync(quiet.Token) is not { } line)
                {
                    break;
                }

                if (line.StartsWith("data: ", StringComparison.Ordinal)
                    && JsonSerializer.Deserialize(line["data: ".Length..], AnswerJson.Default.OrderEvent) is { } happened)
                {
                    found.Add(happened);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (isUnderWay && found.Count > 0) || found.Exists(IsOfReturn) ? found : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException
            or RefusedException { Code: not ErrorCodes.Unauthenticated })
        {
            return null;
        }

        return found;
    }

    // A confirmed order stays so while it goes back, and is under way all the same.
    private static bool IsOfReturn(OrderEvent happened) => happened.Type is "cancel_requested" or "returning";

    private static async Task AskAgainAsync(Visit visit, TimeSpan after)
    {
        var response = visit.Context.Response;
        response.ContentType = "text/event-stream";
        await response.WriteAsync($"retry: {after.TotalMilliseconds:0}\n\nevent: poll\ndata:\n\n", visit.Aborted);
    }

    private static async Task HandOnAsync(Visit visit)
    {
        var response = visit.Context.Response;
        HttpResponseMessage? events;
        try
        {
            events = await visit.Gateway.WatchAsync(
                (string)visit.Context.Request.RouteValues["id"]!, visit.Context.Request.Headers[LastEventId], visit.SignedIn.AccessToken,
                visit.Aborted);
        }
        catch (RefusedException exception) when (exception.IsOutcomeUnknown)
        {
            await AskAgainAsync(visit, exception.Code == ErrorCodes.RateLimited ? Seldom : Soon);
            return;
        }

        if (events is null)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        using (events)
        {
            response.ContentType = "text/event-stream";
            await response.Body.FlushAsync(visit.Aborted);
            var lifetime = visit.Context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(visit.Aborted, lifetime.ApplicationStopping);
            await using var stream = await events.Content.ReadAsStreamAsync(ending.Token);
            var buffer = new byte[4096];
            try
            {
                for (int read; (read = await stream.ReadAsync(buffer, ending.Token)) > 0;)
                {
                    await response.Body.WriteAsync(buffer.AsMemory(0, read), visit.Aborted);
                    await response.Body.FlushAsync(visit.Aborted);
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
            {
                // The browser comes back with the last event that it has.
            }
        }
    }
}
