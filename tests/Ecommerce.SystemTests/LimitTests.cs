using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using A2A;
using A2A.Client;
using A2A.Errors;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.SystemTests.Assistants;
using Ecommerce.SystemTests.Attacks;
using Ecommerce.SystemTests.Mcp;
using Ecommerce.Testing;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Npgsql;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.SystemTests;

/// <summary>A shop that limits its callers as it does for strangers.</summary>
public sealed class LimitedShop() : QuietShop(defaultLimits: true);

/// <summary>What one caller may take of the gateway, with the limits that come with it.</summary>
public sealed class LimitTests(LimitedShop shop) : IClassFixture<LimitedShop>
{
    [Fact]
    public async Task An_address_that_asks_too_much_is_429_and_another_is_served()
    {
        using var crowd = From("127.0.0.2");
        var answers = await Task.WhenAll(Enumerable.Range(0, 2000).Select(_ => crowd.ReadAsync("/api/v1/products/WIDGET-001")));
        Assert.Contains(answers, answer => answer.Status == 200);
        Assert.Contains(answers, answer => answer.Status == 429);
        Assert.All(answers.Where(answer => answer.Status == 429), AssertLimited);

        // On a slow machine some of a burst wait for too long.
        Assert.True(answers.Count(answer => answer.Status != 429) >= 100, "a burst was limited");
        Assert.All(answers.Where(answer => answer.Status is not (200 or 429)), answer => answer.Problem(503, "unavailable"));

        using var other = From("127.0.0.3");
        Assert.Equal(200, (await other.ReadAsync("/api/v1/products/WIDGET-001")).Status);
        await Eventually.HoldsAsync(
            () => shop.Telemetry.Points.Any(point => point is { Agent: "gateway", Name: "ecommerce_requests_refused_total" }
                && point.Attributes.GetValueOrDefault("reason") == "requests"),
            "no metric counts what was refused");
    }

    [Fact]
    public async Task A_user_who_asks_too_much_is_429_wherever_from_and_another_is_served()
    {
        var (ann, bob) = (await SignedIn.CreateAsync(shop), await SignedIn.CreateAsync(shop));
        HttpClient[] crowd = [.. Enumerable.Range(101, 20).Select(number => From($"127.0.0.{number}"))];
        RestAnswer? refused = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                var answers = await Task.WhenAll(crowd.SelectMany(door => Enumerable.Range(0, 10).Select(
                    _ => door.ReadAsync("/api/v1/products/WIDGET-001", ann.Bearer))));
                refused = answers.FirstOrDefault(answer => answer.Body.Contains("of this user", StringComparison.Ordinal));
                return refused is not null;
            },
            () => "no request of the user is refused");

        AssertLimited(refused!);
        Assert.Equal(200, (await crowd[0].ReadAsync("/api/v1/products/WIDGET-001", bob.Bearer)).Status);
        Array.ForEach(crowd, door => door.Dispose());
    }

    [Theory]
    [InlineData("GET", "/healthz/live", "127.0.0.21")]
    [InlineData("POST", "/ecommerce.v1.GatewayService/Route", "127.0.0.22")]
    public async Task What_other_listeners_answer_is_counted_too_where_it_is_not_found(string method, string path, string address)
    {
        using var crowd = From(address);
        var answers = await Task.WhenAll(Enumerable.Range(0, 2000).Select(_ => crowd.SendAsync(method, path, (string?)null)));
        Assert.Contains(answers, answer => answer.Status == 404);
        var refused = answers.Where(answer => answer.Status != 404).ToArray();
        Assert.NotEmpty(refused);
        Assert.All(refused, AssertLimited);
    }

    [Fact]
    public async Task A_crowd_that_signs_up_from_one_address_does_not_stand_before_another()
    {
        using var crowd = From("127.0.0.4");
        var signUps = Enumerable.Range(0, 100).Select(_ => SignUpAsync(crowd)).ToArray();
        using var other = From("127.0.0.5");
        Assert.Equal(201, (await SignUpAsync(other)).Status);

        var answers = await Task.WhenAll(signUps);
        Assert.InRange(answers.Count(answer => answer.Status == 201), 1, 20);
        Assert.All(answers.Where(answer => answer.Status != 201), AssertLimited);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task The_minutes_passwords_are_counted_by_tasks_too()
    {
        using var one = From("127.0.0.6");
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(201, (await SignUpAsync(one)).Status);
        }

        AssertLimited(await SignUpAsync(one));
        AssertLimited(await one.SendAsync("POST", "/api/v1/tasks",
            new JsonObject { ["agent_type"] = "user", ["capability"] = "create_user", ["input"] = SignUp() }.ToJsonString()));
        Assert.Equal(200, (await one.ReadAsync("/api/v1/products")).Status);
    }

    [Fact]
    public async Task A_client_that_guesses_a_password_by_route_is_soon_refused()
    {
        var gateway = new GatewayService.GatewayServiceClient(await shop.InvokerAsync("cli", AgentNames.Gateway));
        var account = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@example.com";
        List<StatusCode> answers = [];
        while (answers.Count < 11)
        {
            var refused = await Assert.ThrowsAsync<ProblemException>(async () => await gateway.RouteAsync(new()
            {
                Service = AgentNames.User,
                Action = "authenticate",
                Payload = new()
                {
                    Fields = { ["email"] = Value.ForString(account), ["password"] = Value.ForString("another password") },
                },
            }));
            answers.Add(Assert.IsType<RpcException>(refused.InnerException).StatusCode);
        }

        Assert.All(answers[..10], answer => Assert.Equal(StatusCode.Unauthenticated, answer));
        Assert.Equal(StatusCode.ResourceExhausted, answers[10]);
    }

    [Theory]
    [InlineData("127.0.0.7", true)]
    [InlineData("127.0.0.8", false, Traits = ["Form", "long"])]
    public async Task Whoever_guesses_a_password_is_soon_refused_and_keeps_its_owner_out_nowhere_else(string address, bool exists)
    {
        using var owner = From("127.0.0.9");
        var signUp = JsonNode.Parse(SignUp())!;
        var email = (string)signUp["email"]!;
        if (exists)
        {
            Assert.Equal(201, (await owner.SendAsync("POST", "/api/v1/users", signUp.ToJsonString())).Status);
        }

        using var guesser = From(address);
        for (var i = 0; i < 10; i++)
        {
            (await SignInAsync(guesser, "another password")).Problem(401, "unauthenticated");
        }

        AssertLimited(await SignInAsync(guesser, "another password"));
        AssertLimited(await SignInAsync(guesser, "correct horse"));
        Assert.Equal(exists ? 200 : 401, (await SignInAsync(owner, "correct horse")).Status);

        Task<RestAnswer> SignInAsync(HttpClient door, string password) => door.SendAsync(
            "POST", "/api/v1/sessions", new JsonObject { ["email"] = email, ["password"] = password }.ToJsonString());
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Sign_ins_over_the_limit_change_nothing_are_answered_alike_whether_there_is_the_account_and_are_counted()
    {
        var signUp = JsonNode.Parse(SignUp())!;
        var email = (string)signUp["email"]!;
        using var owner = From("127.0.0.10");
        Assert.Equal(201, (await owner.SendAsync("POST", "/api/v1/users", signUp.ToJsonString())).Status);
        using HttpClient guesser = From("127.0.0.11"), another = From("127.0.0.12");
        var held = await shop.HoldingsAsync();
        List<string> told = [];
        for (var i = 0; i < 12; i++)
        {
            told.Add(await TellAsync(guesser, email));
            Assert.Equal(told[^1], await TellAsync(another, $"x{email}"));
        }

        Assert.Equal(["401 10", "429 2"], told.CountBy(answer => answer[..3]).Select(pair => $"{pair.Key} {pair.Value}"));
        await shop.UnchangedAsync(held, "guessing");
        await shop.StopAsync(AgentNames.Gateway);
        await shop.StartAsync(AgentNames.Gateway);
        await shop.WaitUntilReadyAsync(AgentNames.Gateway);
        Assert.True(await shop.CountAsync(
            "gateway",
            """
            SELECT coalesce(sum(count), 0)::bigint FROM audit
            WHERE concat_ws(' ', event_type, action, outcome, listener, caller_id) =
                'CAPABILITY_CALL authenticate rate_limited public anonymous'
            """) >= 4);

        // All that there is, but for the time and the trace.
        static async Task<string> TellAsync(HttpClient guesser, string account)
        {
            var answer = await guesser.SendAsync(
                "POST", "/api/v1/sessions", new JsonObject { ["email"] = account, ["password"] = "another password" }.ToJsonString());
            var problem = answer.Problem(answer.Status, answer.Status == 429 ? "rate_limited" : "unauthenticated");
            problem["trace_id"] = null;
            answer.Headers.Date = null;
            answer.Headers.RetryAfter = answer.Headers.RetryAfter is null ? null : new(TimeSpan.FromSeconds(1));
            return $"{answer.Status} {problem.ToJsonString()} {answer.Headers}";
        }
    }

    [Fact]
    public async Task A_caller_has_32_streams_open()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        var order = (await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku, method: "test_requires_action"))).Json;
        var path = $"/api/v1/orders/{order["order_id"]}/events";

        var streams = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => door.GetStreamAsync(path)));
        AssertLimited(await door.ReadAsync(path));
        var tool = await door.ToolAsync("watch_order", $$"""{"order_id": "{{order["order_id"]}}"}""");
        Assert.Equal("rate_limited", (string?)tool.Problem["code"]);
        Assert.Equal(200, (await door.ReadAsync($"/api/v1/orders/{order["order_id"]}")).Status);
        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }
    }

    [Fact]
    public async Task Users_of_the_storefront_have_32_streams_each()
    {
        var (ann, bob) = (await SignedIn.CreateAsync(shop), await SignedIn.CreateAsync(shop));
        var sku = await shop.NewProductAsync(1999, 10);
        using var web = await shop.HttpOfAsync("web");
        var (path, other) = (await OrderAsync(ann), await OrderAsync(bob));

        var streams = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => OpenAsync(path, ann)));
        Assert.All(streams, stream => Assert.Equal(HttpStatusCode.OK, stream.StatusCode));
        AssertLimited(await web.ReadAsync(path, ann.Bearer));
        using var others = await OpenAsync(other, bob);
        Assert.Equal(HttpStatusCode.OK, others.StatusCode);
        foreach (var stream in streams)
        {
            stream.Dispose();
        }

        async Task<string> OrderAsync(SignedIn user)
        {
            var order = await web.SendAsync(
                "POST", "/api/v1/orders", Rest.OrderOf(user.UserId, sku, quantity: 1, method: "test_requires_action"), user.Bearer);
            return $"/api/v1/orders/{order.Json["order_id"]}/events";
        }

        Task<HttpResponseMessage> OpenAsync(string events, SignedIn user) => web.SendAsync(
            new(HttpMethod.Get, events) { Headers = { { user.Bearer.Name, user.Bearer.Value } } },
            HttpCompletionOption.ResponseHeadersRead);
    }

    [Fact]
    public async Task A_user_has_one_export_under_way_and_another_user_has_one_too()
    {
        var (ann, bob) = (await SignedIn.CreateAsync(shop), await SignedIn.CreateAsync(shop));
        Task<RestAnswer>[] exports;
        await using (var orders = await shop.Owner("orders").OpenConnectionAsync())
        {
            await using var away = await orders.BeginTransactionAsync();
            await using var locking = new NpgsqlCommand("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE", orders, away);
            await locking.ExecuteNonQueryAsync();
            exports = [ExportAsync(bob), .. Enumerable.Range(0, 5).Select(_ => ExportAsync(ann))];
            await Eventually.HoldsAsync(() => exports.Count(export => export.IsCompleted) == 4, "the others are refused");
            Assert.False(exports[0].IsCompleted);
        }

        var answers = await Task.WhenAll(exports);
        Assert.Equal(2, answers.Count(answer => answer.Status == 200));
        Assert.All(answers.Where(answer => answer.Status != 200), AssertLimited);
        Assert.Equal(200, (await ExportAsync(ann)).Status);

        Task<RestAnswer> ExportAsync(SignedIn user) => shop.Public.ReadAsync($"/api/v1/users/{user.UserId}/export", user.Bearer);
    }

    [Fact]
    public async Task A_user_follows_32_tasks_and_another_at_the_same_address_is_served()
    {
        var (ann, bob) = (await SignedIn.CreateAsync(shop), await SignedIn.CreateAsync(shop));
        var sku = await shop.NewProductAsync(1999, 10);
        using var anns = await ShopTaskTests.ConnectAsync(shop, ann, A2AProtocol.JsonRpc);
        using var bobs = await ShopTaskTests.ConnectAsync(shop, bob, A2AProtocol.HttpJson);
        var (one, other) = (await OrderAsync(anns, ann), await OrderAsync(bobs, bob));

        var followed = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => FollowAsync(anns, one)));
        var refused = await Assert.ThrowsAsync<A2AException>(() => FollowAsync(anns, one));
        Assert.Equal((A2AError.ResourceExhausted, "Too many open streams."), (refused.Error, refused.Message));
        AssertLimited(await shop.Public.ReadAsync($"/api/v1/orders/{await OrderIdAsync(ann)}/events", ann.Bearer));
        Assert.Equal(TaskState.AuthRequired, (await anns.GetTaskAsync(new() { Id = one }, CancellationToken.None)).Status.State);
        await (await FollowAsync(bobs, other)).DisposeAsync();

        // Who leaves makes room.
        await followed[0].DisposeAsync();
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    followed[0] = await FollowAsync(anns, one);
                    return true;
                }
                catch (A2AException exception) when (exception.Error == A2AError.ResourceExhausted)
                {
                    return false;
                }
            },
            () => "there is room again");
        await Task.WhenAll(followed.Select(events => events.DisposeAsync().AsTask()));

        async Task<string> OrderAsync(A2AClient client, SignedIn user)
        {
            var order = Rest.OrderOf(user.UserId, sku, quantity: 1, method: "test_requires_action");
            var task = await AgentTaskTests.SendAsync(client, "create_order", order);
            Assert.Equal(TaskState.AuthRequired, task.Status.State);
            return task.Id;
        }

        async Task<string> OrderIdAsync(SignedIn user) => Assert.Single(await shop.OrdersOfAsync(user.UserId)).OrderId;

        static async Task<IAsyncEnumerator<StreamResponse>> FollowAsync(A2AClient client, string task)
        {
            var events = client.SubscribeToTaskAsync(new() { Id = task }, CancellationToken.None).GetAsyncEnumerator();
            Assert.True(await events.MoveNextAsync());
            return events;
        }
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task A_visitor_of_the_storefront_who_guesses_is_refused_and_the_others_sign_in()
    {
        using HttpClient web = await shop.HttpOfAsync("web"), owner = From("127.0.0.13");
        var signUp = JsonNode.Parse(SignUp())!;
        var email = (string)signUp["email"]!;
        Assert.Equal(201, (await owner.SendAsync("POST", "/api/v1/users", signUp.ToJsonString())).Status);

        List<RestAnswer> answers = [];
        for (var i = 0; i < 25; i++)
        {
            answers.Add(await SignInAsync(web, i < 12 ? email : $"{i}{email}", "another password", "192.0.2.1"));
        }

        // Ten of the account, twenty in all.
        Assert.All(answers[..10], answer => answer.Problem(401, "unauthenticated"));
        Assert.All(answers[10..12], AssertLimited);
        Assert.InRange(answers.Count(answer => answer.Status == 401), 10, 20);
        AssertLimited(answers[^1]);
        AssertLimited(await SignInAsync(web, email, "correct horse", "192.0.2.1"));
        Assert.Equal(200, (await SignInAsync(web, email, "correct horse", "198.51.100.7")).Status);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task What_another_client_says_of_its_visitors_is_not_believed()
    {
        using var cli = await shop.HttpOfAsync("cli");
        var email = (string)JsonNode.Parse(SignUp())!["email"]!;
        for (var i = 0; i < 10; i++)
        {
            (await SignInAsync(cli, email, "another password", $"192.0.2.{i}")).Problem(401, "unauthenticated");
        }

        AssertLimited(await SignInAsync(cli, email, "another password", "192.0.2.10"));
    }

    [Fact]
    public async Task A_client_that_calls_too_often_is_told_so_in_gRPC()
    {
        using var channel = await shop.ChannelAsync("inventory", AgentNames.Gateway);
        var nothing = new Method<byte[], byte[]>(
            MethodType.Unary, "ecommerce.v1.GatewayService", "Nothing", Marshallers.Create<byte[]>(b => b, b => b),
            Marshallers.Create<byte[]>(b => b, b => b));
        var refusals = await Task.WhenAll(Enumerable.Range(0, 5000).Select(_ => Assert.ThrowsAsync<RpcException>(async () =>
            await channel.CreateCallInvoker().AsyncUnaryCall(nothing, null, new CallOptions(), []).ResponseAsync)));

        Assert.Contains(refusals, exception => exception.StatusCode == StatusCode.Unimplemented);
        // Where HTTP/2 itself is asked too much of, it says the same, without a detail.
        var limited = refusals.Where(exception => exception.StatusCode == StatusCode.ResourceExhausted)
            .Select(exception => exception.Trailers.GetValueBytes("grpc-status-details-bin")).First(detail => detail is not null);
        var details = Google.Rpc.Status.Parser.ParseFrom(limited).Details;
        Assert.Equal("RATE_LIMITED", details.Single(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>().Reason);
        Assert.True(details.Single(detail => detail.Is(RetryInfo.Descriptor)).Unpack<RetryInfo>().RetryDelay.ToTimeSpan() > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_question_over_the_limit_reaches_no_model_and_leaves_no_row()
    {
        const string Sql = "SELECT count(*) FROM audit WHERE action = 'task.ask' AND decision = 'allow'";
        const string Words = "How much may I ask?";
        var (ann, asked) = (await SignedIn.CreateAsync(shop), await shop.CountAsync("gateway", Sql));
        var answering = new TaskCompletionSource();
        shop.Model.Script(Words, async context =>
        {
            await answering.Task.WaitAsync(context.RequestAborted);
            await ScriptedModel.Says("That much.")(context);
        });

        // Three of a user are under way at most.
        Task<RestAnswer>[] questions = [.. Enumerable.Range(0, 20).Select(_ => shop.Public.SendAsync(
            "POST", "/api/v1/tasks", $$"""{"input": "{{Words}}"}""", ann.Bearer))];
        await Eventually.HoldsAsync(() => questions.Count(question => question.IsCompleted) == 17, "the others are refused");
        answering.SetResult();
        var answers = await Task.WhenAll(questions);

        Assert.Equal(3, answers.Count(answer => answer.Status == 200));
        Assert.All(answers.Where(answer => answer.Status != 200), AssertLimited);
        Assert.Equal(asked + 3, await shop.CountAsync("gateway", Sql));
        Assert.Equal(3, shop.Model.Requests.Count(request => request.ToJsonString().Contains(Words, StringComparison.Ordinal)));
    }

    private static Task<RestAnswer> SignInAsync(HttpClient client, string email, string password, string visitor) => client.SendAsync(
        "POST", "/api/v1/sessions", new JsonObject { ["email"] = email, ["password"] = password }.ToJsonString(),
        ("X-Forwarded-For", visitor));

    private static void AssertLimited(RestAnswer answer)
    {
        answer.Problem(429, "rate_limited");
        Assert.True(answer.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
    }

    // A machine that hashes slowly asks its callers to come again; whoever does is served.
    private static async Task<RestAnswer> SignUpAsync(HttpClient door)
    {
        while (true)
        {
            var answer = await door.SendAsync("POST", "/api/v1/users", SignUp());
            if (answer.Status != 503)
            {
                return answer;
            }

            await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value, TimeProvider.System);
        }
    }

    private static string SignUp() => new JsonObject
    {
        ["email"] = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@example.com",
        ["name"] = "Ann",
        ["password"] = "correct horse",
    }.ToJsonString();

    // All of 127.0.0.0/8 is this machine, so one machine can be many.
    private HttpClient From(string address) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        MaxConnectionsPerServer = 100,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = shop.Public.BaseAddress,
    };
}
