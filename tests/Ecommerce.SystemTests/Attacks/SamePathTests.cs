using System.Diagnostics;
using A2A;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.Testing;
using Ecommerce.Testing.Telemetry;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Ecommerce.SystemTests.Attacks;

/// <summary>Whoever asks for what is another's learns not even by the way to the answer that it is there.</summary>
[Collection<QuietShopCollection>]
public sealed class SamePathTests(QuietShop shop)
{
    private const string Statements = "Npgsql";
    private const int Pairs = 3000;
    private const int Seed = 20_261_122;
    private const string Session = "session_id";
    private const string Context = "context_id";
    private const string GatewaysTask = "task_id";
    private const string OrdersTask = "order_task_id";

    private static readonly Question[] Questions =
    [
        new("order", "get_order", "order_id", "GET", "/api/v1/orders/{0}"),
        new("order", "cancel_order", "order_id", "POST", "/api/v1/orders/{0}/cancel"),
        new("order", "list_orders", "user_id", "GET", "/api/v1/orders?user_id={0}"),
        new("payment", "get_payment", "transaction_id", "GET", "/api/v1/payments/{0}"),
        new("payment", "list_payments", "order_id"),
        new("user", "get_user", "user_id", "GET", "/api/v1/users/{0}"),
    ];

    private static readonly Question[] FurtherQuestions =
    [
        new("order", "create_order", "user_id", "POST", "/api/v1/orders",
            """{"items": [{"sku": "WIDGET-001", "quantity": 1}], "payment_method": "credit_card"}"""),
        new("user", "update_profile", "user_id", "PATCH", "/api/v1/users/{0}", """{"name": "Bob"}"""),
        new("user", "set_password", "user_id", "PUT", "/api/v1/users/{0}/password",
            """{"current_password": "correct horse 7", "new_password": "mine from now on"}"""),
        new("user", "list_sessions", "user_id", "GET", "/api/v1/users/{0}/sessions"),
        new("user", "export_user", "user_id", "GET", "/api/v1/users/{0}/export"),
        new("user", "delete_user", "user_id", "DELETE", "/api/v1/users/{0}"),
    ];

    // By their routes alone: a stream, a session beside its user, and tasks, whose other bindings TaskOwnershipTests compares.
    private static readonly Question[] Routes =
    [
        new("order", "watch_order", "order_id", "GET", "/api/v1/orders/{0}/events"),
        new("user", "revoke_session", Session, "DELETE", "/api/v1/users/{user}/sessions/{0}"),
        // The gateway asks the order agent too.
        new("order", "task.list", Context, "GET", "/a2a/tasks?contextId={0}"),
        new("gateway", "task.send", GatewaysTask, "POST", "/a2a/message:send",
            """
            {"message": {"messageId": "m-1", "taskId": "{0}", "role": "ROLE_USER", "metadata": {"skillId": "list_products"},
            "parts": [{"data": {"page_size": 1}}]}}
            """),
        .. TasksOf("gateway", GatewaysTask),
        .. TasksOf("order", OrdersTask),
    ];

    /// <summary>All that is asked about one ID; what is not asked often is measured by who wants to know.</summary>
    public static IEnumerable<TheoryDataRow<string>> Names =>
    [
        .. Questions.Select(question => new TheoryDataRow<string>(question.Name)),
        .. FurtherQuestions.Concat(Routes).Select(question => new TheoryDataRow<string>(question.Name) { Explicit = true }),
    ];

    [Fact]
    public async Task What_is_not_mine_and_what_is_not_there_take_the_same_way()
    {
        var (ann, bob) = (await Buyer.CreateAsync(shop), await SignedIn.CreateAsync(shop));
        using var door = await shop.HttpOfAsync("cli");
        var gateway = new GatewayService.GatewayServiceClient(await shop.InvokerAsync("cli", AgentNames.Gateway));
        List<(string Name, Question Question, Activity NotMine, Activity NotThere)> asked = [];
        foreach (var question in All)
        {
            var (anns, none) = (await IdOfAsync(ann, question.Field), NoneOf(question.Field));
            foreach (var (name, askAsync) in Ways(question, door, gateway, bob))
            {
                await AskAsync(askAsync, none); // the first one may get a token
                asked.Add((
                    $"{question.Name} by {name}", question, await AskAsync(askAsync, anns), await AskAsync(askAsync, none)));
            }
        }

        foreach (var (name, question, one, other) in asked)
        {
            var (notMine, notThere) = (await StepsAsync(one, question), await StepsAsync(other, question));
            // A user's own ID is known without looking.
            Assert.True(
                question.Agent == "user" || question.Action == "create_order"
                    || notMine.Exists(step => step.StartsWith($"{question.Agent} {Statements}", StringComparison.Ordinal)),
                $"{name} reads nothing");
            Assert.True(notMine.SequenceEqual(notThere), $"{name}: {string.Join("\n", notMine)}\n\n{string.Join("\n", notThere)}");
        }
    }

    [Theory]
    [Trait("Form", "long")]
    [MemberData(nameof(Names))]
    public async Task Nor_can_they_be_told_apart_by_how_long_they_take(string name)
    {
        var question = All.Single(question => question.Name == name);
        var bob = await SignedIn.CreateAsync(shop);
        List<string> notMine = [];
        for (var i = 0; i < 8; i++)
        {
            notMine.Add(await IdOfAsync(await Buyer.CreateAsync(shop), question.Field));
        }

        string[] notThere = [.. notMine.Select(_ => NoneOf(question.Field))];
        var (theirs, nobodys) = (
            await question.AskAsync(shop.Public, notMine[0], bob), await question.AskAsync(shop.Public, notThere[0], bob));
        Assert.Equal(nobodys.Status, theirs.Status);
        var random = new Random(Seed);
        foreach (var id in notMine.Concat(notThere).SelectMany(id => Enumerable.Repeat(id, 50)))
        {
            await TakeAsync(id);
        }

        var (some, none) = (new List<double>(Pairs), new List<double>(Pairs));
        for (var i = 0; i < Pairs; i++)
        {
            var (one, other) = (notMine[random.Next(notMine.Count)], notThere[random.Next(notThere.Length)]);
            if (random.Next(2) == 0)
            {
                some.Add(await TakeAsync(one));
                none.Add(await TakeAsync(other));
            }
            else
            {
                none.Add(await TakeAsync(other));
                some.Add(await TakeAsync(one));
            }
        }

        var area = AreaUnderCurve(some, none);
        TestContext.Current.TestOutputHelper!.WriteLine($"{name}: AUC {area:0.0000}, {nobodys.Status}");
        Assert.InRange(area, 0.47, 0.53);

        async Task<double> TakeAsync(string id)
        {
            var started = TimeProvider.System.GetTimestamp();
            await question.AskAsync(shop.Public, id, bob);
            return TimeProvider.System.GetElapsedTime(started).TotalMicroseconds;
        }
    }

    // Mann and Whitney's: how probable it is that one of the first is greater than one of the second; those alike count half.
    private static double AreaUnderCurve(List<double> first, List<double> second)
    {
        second.Sort();
        var below = first.Sum(value => (double)(Count(value, orEqual: false) + Count(value, orEqual: true)) / 2);
        return below / ((double)first.Count * second.Count);

        int Count(double value, bool orEqual)
        {
            var (low, high) = (0, second.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = second[middle] < value || (orEqual && second[middle] == value) ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }

    // Each way to ask, in the trace of this moment.
    private IEnumerable<(string Name, Func<string, Task> AskAsync)> Ways(
        Question question, HttpClient door, GatewayService.GatewayServiceClient gateway, SignedIn user)
    {
        if (!Routes.Contains(question))
        {
            yield return ("tasks", id => (question with { Path = null }).AskAsync(door, id, user, ("traceparent", Activity.Current!.Id!)));
            yield return ("route", id => RouteAsync(gateway, question, id, user));
            yield return ("gRPC", id => CallAsync(question, id, user));
        }

        if (question.Path is not null)
        {
            yield return ("REST", id => question.AskAsync(door, id, user, ("traceparent", Activity.Current!.Id!)));
        }
    }

    private static async Task<Activity> AskAsync(Func<string, Task> askAsync, string id)
    {
        using var activity = new Activity("client") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        await askAsync(id);
        return activity;
    }

    // What was done, step by step: who did it, inside of what, with which statement.
    private async Task<List<string>> StepsAsync(Activity asked, Question question)
    {
        var (trace, client) = (asked.TraceId.ToHexString(), asked.SpanId.ToHexString());
        Dictionary<string, TelemetrySpan> spans = [];
        await Eventually.HoldsAsync(
            () =>
            {
                spans = shop.Telemetry.Spans.Where(span => span.TraceId == trace).ToDictionary(span => span.SpanId);
                return spans.Values.Any(span => span.ParentId == client) && spans.Values.All(span => IsKnown(span.ParentId))
                    && spans.Values.Any(span => span.Agent == question.Agent
                        && (question.IsOfTasks || span.Name == $"handle_{question.Action}"));
            },
            $"the trace of {question.Action} arrives");
        return [.. spans.Values.Select(Step).Order(StringComparer.Ordinal)];

        bool IsKnown(string parent) => parent == client || spans.ContainsKey(parent);

        string Step(TelemetrySpan span) =>
            $"{span.Agent} {span.Scope} {span.Name} {span.Attributes.GetValueOrDefault("db.query.text", "")}"
            + (spans.TryGetValue(span.ParentId, out var parent) ? $" < {Step(parent)}" : "");
    }

    private static async Task RouteAsync(GatewayService.GatewayServiceClient gateway, Question question, string id, SignedIn user)
    {
        var request = new RouteRequest
        {
            Service = question.Agent,
            Action = question.Action,
            Payload = ContractJson.Parse<Struct>(question.RequestFor(id)),
        };
        try
        {
            await gateway.RouteAsync(request, new Metadata { { user.Bearer.Name, user.Bearer.Value } });
        }
        catch (ProblemException exception) when (exception.Code == ErrorCodes.NotFound)
        {
        }
    }

    // As the gateway itself calls for the user.
    private async Task CallAsync(Question question, string id, SignedIn user)
    {
        var capability = CapabilityCatalogue.Find(question.Agent, question.Action)!;
        var method = new Method<IMessage, IMessage>(
            MethodType.Unary, capability.Method.Service.FullName, capability.Method.Name,
            Marshallers.Create<IMessage>(request => request.ToByteArray(), capability.RequestParser.ParseFrom),
            Marshallers.Create<IMessage>(reply => reply.ToByteArray(), capability.ResponseParser.ParseFrom));
        var token = await shop.ExchangeAsync(question.Action, access: user.Token);
        try
        {
            await (await shop.InvokerAsync(AgentNames.Gateway, question.Agent)).AsyncUnaryCall(
                method, null, new CallOptions(new Metadata { { CallTokens.TransactionHeader, token } }),
                ContractJson.Parse(capability.Request, question.RequestFor(id))).ResponseAsync;
        }
        catch (ProblemException exception) when (exception.Code == ErrorCodes.NotFound)
        {
        }
    }

    private static Question[] All => [.. Questions, .. FurtherQuestions, .. Routes];

    private static Question[] TasksOf(string agent, string field) =>
    [
        new(agent, "task.get", field, "GET", "/a2a/tasks/{0}"),
        new(agent, "task.cancel", field, "POST", "/a2a/tasks/{0}:cancel"),
        new(agent, "task.subscribe", field, "GET", "/a2a/tasks/{0}:subscribe"),
        new(agent, "task.push", field, "GET", "/a2a/tasks/{0}/pushNotificationConfigs"),
        new(agent, "task.push", field, "GET", "/a2a/tasks/{0}/pushNotificationConfigs/mine"),
        new(agent, "task.push", field, "DELETE", "/a2a/tasks/{0}/pushNotificationConfigs/mine"),
        new(agent, "task.push", field, "POST", "/a2a/tasks/{0}/pushNotificationConfigs",
            """{"id": "mine", "url": "http://127.0.0.1:9/hook"}"""),
    ];

    // What a buyer has of this kind; of what comes after the buying, a new one.
    private async Task<string> IdOfAsync(Buyer buyer, string field) => field switch
    {
        Session => buyer.Session,
        GatewaysTask => await BegunAsync(buyer, "list_products", """{"page_size": 1}""", "id"),
        Context => await BegunAsync(buyer, "list_products", """{"page_size": 1}""", "contextId"),
        OrdersTask => await BegunAsync(buyer, "create_order", Rest.OrderOf(buyer.User, buyer.Sku, quantity: 1), "id"),
        _ => buyer.IdOf(field),
    };

    private async Task<string> BegunAsync(Buyer buyer, string skill, string request, string member)
    {
        var sent = await shop.Public.SendAsync(
            "POST", "/a2a/message:send",
            $$$"""
            {"message": {"messageId": "{{{NewId()}}}", "role": "ROLE_USER", "metadata": {"skillId": "{{{skill}}}"},
            "parts": [{"data": {{{request}}}}]}}
            """,
            buyer.Bearer, (A2AProtocol.VersionHeader, A2AProtocol.Version));
        Assert.True(sent.Status == 200, sent.Body);
        return (string)sent.Json["task"]![member]!;
    }

    // What nobody has of this kind.
    private static string NoneOf(string field) => field switch
    {
        GatewaysTask => $"gateway.{NewId().Replace("-", "", StringComparison.Ordinal)}",
        OrdersTask => $"order.{NewId().Replace("-", "", StringComparison.Ordinal)}",
        Context => NewId().Replace("-", "", StringComparison.Ordinal),
        _ => NewId(),
    };

    private static string NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
}
