using Ecommerce.Cli.Authz;
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
        Page<OverviewPage, Overview>("/", request => Overview.ReadAsync(shop, End(request)));
        Page<DecisionsPage, Decisions>("/decisions", request => shop.Decisions.ReadAsync(DecisionFilter.Of(request.Query), End(request)));
        Page<WhyPage, Why>("/why", request => Task.FromResult(WhyOf(request)));
        Page<AccessPage, AccessTables>("/access", _ => Task.FromResult(new AccessTables(PolicyMatrix.Read())));
        Page<CheckoutsPage, Checkouts>(
            "/checkouts", request => Checkouts.ReadAsync(shop, StateOf(Text(request, "state")), Text(request, "page"), End(request)));
        Page<CheckoutPage, CheckoutCase>("/checkouts/{id:guid}", request => CaseAsync(request, session.TakeNote(IdOf(request))));
        Page<RetryPage, CheckoutCase>("/checkouts/{id:guid}/retry", request => CaseAsync(request, retried: false));
        Page<PaymentsPage, Ledger>(
            "/payments", request => Ledger.ReadAsync(shop, Text(request, "id"), Text(request, "page"), End(request)));
        Page<StockPage, Stock>("/stock", request => Stock.ReadAsync(shop, Text(request, "sku"), Text(request, "page"), End(request)));
        Page<AuditPage, AuditTrail>("/audit", request => AuditTrail.ReadAsync(shop, AgentOf(request), End(request)));
        Page<FailuresPage, Overview>("/failures", request => Overview.ReadAsync(shop, End(request)));

        app.MapPost("/checkouts/{id:guid}/retry", context => AnswerAsync(context, session, async () =>
        {
            var id = IdOf(context.Request);
            await shop.Orders.RetryCheckoutAsync(new() { OrderId = id }, ShopView.Within(context.RequestAborted));
            // A reload must not retry again.
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = $"{context.Request.PathBase}/checkouts/{id}";
            session.Note(id);
        }));
        app.MapPost("/audit/verify", context => AnswerAsync(context, session, async () =>
        {
            var trail = await AuditTrail.VerifyAsync(shop, AgentOf(context.Request), context.RequestAborted);
            await RenderAsync<AuditPage>(context, session, trail);
        }));
        app.MapGet("/decisions/events", context =>
            PageEvents.FollowAsync(
                context, shop.Decisions.FollowAsync(DecisionFilter.Of(context.Request.Query), context.RequestAborted)));
        app.MapGet("/ticks", PageEvents.TickAsync);
        app.MapFallback(context => RenderAsync<RefusedPage>(
            context, session, new ProblemException(ErrorCodes.NotFound, "There is no such page."), StatusCodes.Status404NotFound));

        void Page<TPage, TModel>(string path, Func<HttpRequest, Task<TModel>> read)
            where TPage : IComponent
            where TModel : notnull =>
            app.MapGet(path, context => AnswerAsync(
                context, session, async () => await RenderAsync<TPage>(context, session, await read(context.Request))));
    }

    private async Task AnswerAsync(HttpContext context, ConsoleSession session, Func<Task> answer)
    {
        try
        {
            await answer();
        }
        catch (ProblemException exception)
        {
            await RenderAsync<RefusedPage>(context, session, exception, ErrorCodes.HttpStatus(exception.Code));
        }
        catch (CommandException exception)
        {
            await RenderAsync<RefusedPage>(
                context, session, new ProblemException(ErrorCodes.Unavailable, exception.Message),
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

    private static Why WhyOf(HttpRequest request) => Why.Of(
        Text(request, "caller"), Text(request, "callee"), Text(request, "action"), Text(request, "actor"), Text(request, "user"))
        ?? throw new ProblemException(ErrorCodes.InvalidRequest, "A call has a caller, a callee and an action.");

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
