using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Ecommerce.Cli.OperatorConsole;

/// <summary>Server-sent events (WHATWG HTML, 9.2) that say to a page that there is something new; the page asks for it.</summary>
internal static class PageEvents
{
    private const string Changed = "data: changed\n\n";

    // What a page asks for anew is a row of the audit each time.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(15);

    /// <summary>An event each time that something comes.</summary>
    public static async Task FollowAsync<T>(HttpContext context, IAsyncEnumerable<T> changes)
    {
        try
        {
            await BeginAsync(context);
            await using var next = changes.GetAsyncEnumerator(context.RequestAborted);
            while (await next.MoveNextAsync())
            {
                await context.Response.WriteAsync(Changed, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is closed, or the console ends.
        }
    }

    /// <summary>An event every few seconds.</summary>
    public static Task TickAsync(HttpContext context) => FollowAsync(context, TicksAsync());

    private static async Task BeginAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await context.Response.WriteAsync(": follows\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static async IAsyncEnumerable<int> TicksAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var timer = new PeriodicTimer(Tick, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            yield return 0;
        }
    }
}
