using Ecommerce.Cli.OperatorConsole;
using Ecommerce.Cli.OperatorConsole.Shop;
using Ecommerce.Pages;
using Microsoft.AspNetCore.Builder;

namespace Ecommerce.Cli.Tests.OperatorConsole;

/// <summary>A page of the console as a browser reads it.</summary>
internal static class ShownPage
{
    /// <summary>An administrator, whose shop has no dashboard.</summary>
    public static readonly ConsoleInfo Administrator = new("spiffe://agentweave.io/agent/admin", IsAdministrator: true, Traces: null);

    /// <summary>Serves the page and reads it.</summary>
    /// <param name="page">The component.</param>
    /// <param name="model">What it shows.</param>
    /// <param name="info">Who looks.</param>
    public static async Task<string> ReadAsync(System.Type page, object model, ConsoleInfo info)
    {
        await using var server = await ConsoleServer.StartAsync(
            port: 0, TimeSpan.FromMinutes(1),
            (app, session) => app.MapGet("/", context =>
            {
                var render = typeof(PageExtensions).GetMethod(nameof(PageExtensions.RenderAsync))!.MakeGenericMethod(page);
                var parameters = new Dictionary<string, object?>
                {
                    ["Page"] = context.Page(session.FormToken),
                    ["Info"] = info,
                    ["Model"] = model,
                };
                return (Task)render.Invoke(null, [context, parameters, 200])!;
            }),
            TimeProvider.System, TestContext.Current.CancellationToken);
        using var browser = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var open = await browser.GetAsync(server.Link, TestContext.Current.CancellationToken);
        return await browser.GetStringAsync(new Uri(server.Link, "./"), TestContext.Current.CancellationToken);
    }
}
