using System.Globalization;
using Ecommerce.Cli.OperatorConsole.Door;
using Ecommerce.Cli.OperatorConsole.Pages;
using Ecommerce.Cli.OperatorConsole.Shop;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Pages;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ecommerce.Cli.OperatorConsole;

/// <summary>Every page, and what each asks the shop for.</summary>
/// <param name="shop">The shop.</param>
internal sealed class ConsoleRoutes(ShopView shop)
{
    /// <summary>Adds them.</summary>
    /// <param name="app">Where.</param>
    /// <param name="session">Whose forms they serve.</param>
    public void Map(IEndpointRouteBuilder app, ConsoleSession session)
    {
        app.MapPageAssets();
        app.MapPreferences();
        Page<OverviewPage, Overview>("/", "describe_agent", request => Overview.ReadAsync(shop, End(request)));
        Page<DecisionsPage, Decisions>(
            "/decisions", "watch_decisions", request => shop.Decisions.ReadAsync(DecisionFilter.Of(request.Query), End(request)));
        Page<WhyPage, Why>("/why", "watch_decisions", WhyAsync);
        Page<AccessPage, AccessTables>("/access", "", _ => Task.FromResult(AccessTables.Read()));
        Page<CheckoutsPage, Checkouts>(
            "/checkouts", "list_checkouts",
            request => Checkouts.ReadAsync(shop, StateOf(Text(request, "state")), Text(request, "page"), End(request)));
        app.MapGet("/checkouts/find", context => AnswerAsync(context, session, "", () => FindAsync(context)));
        Page<CheckoutPage, CheckoutCase>(
            "/checkouts/{id:guid}", "get_order", request => CaseAsync(request, session.TakeNote(IdOf(request))));
        Page<RetryPage, CheckoutCase>("/checkouts/{id:guid}/retry", "get_checkout", RetriableAsync);
        Page<PaymentsPage, Ledger>(
            "/payments", "get_payment", request => Ledger.ReadAsync(shop, Text(request, "id"), Text(request, "page"), End(request)));
        Page<StockPage, Stock>(
            "/stock", "list_movements", request => Stock.ReadAsync(
                shop, Text(request, "sku"), new(Text(request, "products"), Text(request, "page")), End(request)));
        Page<AuditPage, AuditTrail>(
            "/audit", "read_audit", request => AuditTrail.ReadAsync(shop, AgentOf(request), Text(request, "about"), End(request)));
        Page<FailuresPage, Overview>("/failures", "describe_agent", request => Overview.ReadAsync(shop, End(request)));

        app.MapPost("/checkouts/{id:guid}/retry", context => AnswerAsync(context, session, "retry_checkout", async () =>
        {
            var id = IdOf(context.Request);
            await shop.Orders.RetryCheckoutAsync(new() { OrderId = id }, ShopView.Within(context.RequestAborted));
            // A reload must not retry again.
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = $"{context.Request.PathBase}/checkouts/{id}";
            session.Note(id);
        }));
        app.MapPost("/audit/verify", context => AnswerAsync(context, session, "read_audit", async () =>
        {
            var trail = await AuditTrail.VerifyAsync(shop, AgentOf(context.Request), context.RequestAborted);
            await RenderAsync<AuditPage>(context, session, trail);
        }));
        // Where the address of what was verified is opened again.
        app.MapGet("/audit/verify", context =>
        {
            context.Response.Redirect($"{context.Request.PathBase}/audit{context.Request.QueryString}");
            return Task.CompletedTask;
        });
        app.MapGet("/decisions/events", context =>
            PageEvents.FollowAsync(
                context, shop.Decisions.FollowAsync(DecisionFilter.Of(context.Request.Query), context.RequestAborted)));
        app.MapGet("/ticks", PageEvents.TickAsync);
        app.MapFallback(context => RenderAsync<RefusedPage>(
            context, session, new Refused(new(ErrorCodes.NotFound, "There is no such page."), ""), StatusCodes.Status404NotFound));

        void Page<TPage, TModel>(string path, string needs, Func<HttpRequest, Task<TModel>> read)
            where TPage : IComponent
            where TModel : notnull =>
            app.MapGet(path, context => AnswerAsync(
                context, session, needs, async () => await RenderAsync<TPage>(context, session, await read(context.Request))));
    }

    private async Task AnswerAsync(HttpContext context, ConsoleSession session, string needs, Func<Task> answer)
    {
        try
        {
            await answer();
        }
        catch (ProblemException exception)
        {
            await RenderAsync<RefusedPage>(context, session, new Refused(exception, needs), ErrorCodes.HttpStatus(exception.Code));
        }
        catch (CommandException exception)
        {
            await RenderAsync<RefusedPage>(
                context, session, new Refused(new(ErrorCodes.Unavailable, exception.Message), needs),
                StatusCodes.Status503ServiceUnavailable);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
    }

    private Task RenderAsync<TPage>(HttpContext context, ConsoleSession session, object model, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        context.RenderAsync<TPage>(
            new Dictionary<string, object?> { ["Page"] = context.Page(session.FormToken), ["Info"] = shop.Info, ["Model"] = model },
            status);

    private Task<CheckoutCase> CaseAsync(HttpRequest request, bool retried) =>
        CheckoutCase.ReadAsync(shop, IdOf(request), retried, End(request));

    // Retrying depends on how far it is.
    private async Task<CheckoutCase> RetriableAsync(HttpRequest request)
    {
        var found = await CaseAsync(request, retried: false);
        return found.Review.Problem is { } problem ? throw problem : found;
    }

    private Task<Why> WhyAsync(HttpRequest request) =>
        long.TryParse(Text(request, "number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Why.ReadAsync(shop, Text(request, "process"), Text(request, "instance"), number, End(request))
            : throw new ProblemException(ErrorCodes.InvalidRequest, "A decision has a number.");

    private static Task FindAsync(HttpContext context)
    {
        if (!Guid.TryParseExact(Text(context.Request, "id"), "D", out var id))
        {
            throw new ProblemException(
                ErrorCodes.InvalidRequest, "An order's ID has 36 characters, such as 0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b.");
        }

        context.Response.Redirect($"{context.Request.PathBase}/checkouts/{id}");
        return Task.CompletedTask;
    }

    private static ReviewState StateOf(string state) => state switch
    {
        "running" => ReviewState.Running,
        "ended" => ReviewState.Ended,
        _ => ReviewState.Unspecified,
    };

    private static AgentDefinition AgentOf(HttpRequest request) =>
        Contracts.Agents.All.FirstOrDefault(agent => agent.Name == Text(request, "agent")) ?? Contracts.Agents.All[0];

    private static string IdOf(HttpRequest request) => (string)request.RouteValues["id"]!;

    private static string Text(HttpRequest request, string name) => request.Query[name].ToString().Trim();

    // Nobody waits any more.
    private static CancellationToken End(HttpRequest request) => request.HttpContext.RequestAborted;
}
