using System.Collections.Concurrent;
using A2A;
using A2A.Client;
using A2A.Errors;
using A2A.Server;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using AgentTask = A2A.V1.Task;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.SystemTests;

/// <summary>Orders as tasks that are followed when an agent is killed.</summary>
[Collection<DisturbedShopCollection>]
public sealed class TaskCrashTests(DisturbedShop shop)
{
    private const int Tasks = 20;
    private const int MostAttempts = 200;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly string[] Bindings = [A2AProtocol.JsonRpc, A2AProtocol.HttpJson, A2AProtocol.Grpc];

    [Theory]
    [Trait("Form", "long")]
    [InlineData(AgentNames.Order)]
    [InlineData(AgentNames.Gateway)]
    public async Task Who_comes_back_after_a_kill_sees_each_event_once_in_order_until_the_task_ends(string killed)
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 100));
        using var limit = new CancellationTokenSource(Limit);
        var followers = Enumerable.Range(0, Tasks).Select(i => new Follower(shop, Bindings[i % Bindings.Length])).ToList();
        var sent = followers.Select(follower => follower.SendAsync(user, sku, limit.Token)).ToList();
        await Eventually.HoldsAsync(() => followers.All(follower => follower.Seen > 0), "all are told something");
        shop.Kill(killed);
        await Task.WhenAll(sent);

        // The supervisor would start it again too, but after a pause.
        await shop.StopAsync(killed);
        await shop.StartAsync(killed);
        await shop.WaitUntilReadyAsync(killed);
        await Task.WhenAll(followers.Select(follower => follower.ComeBackAsync(limit.Token)));

        foreach (var follower in followers)
        {
            await follower.AssertWholeAsync();
            Assert.Equal(TaskState.Completed, follower.Ended!.Status.State);
            Assert.Equal("confirmed", follower.Ended.Artifacts[0].Parts[0].Data.StructValue.Fields["status"].StringValue);
        }

        var orders = await shop.OrdersOfAsync(user);
        Assert.Equal(Tasks, orders.Count);
        foreach (var (orderId, _) in orders)
        {
            await shop.BalancedAsync(orderId);
        }
    }

    /// <summary>Sends an order as a task and follows it, over as many streams as that takes.</summary>
    private sealed class Follower(ShopFixture shop, string binding)
    {
        // What each stream told: the task as it stood when the stream began, and what came after.
        private readonly ConcurrentQueue<ConcurrentQueue<StreamResponse>> _streams = new();
        private AgentTask? _task;

        public int Seen => _streams.Sum(stream => stream.Count(told => told.Task is null));

        /// <summary>The task once it has ended.</summary>
        public AgentTask? Ended { get; private set; }

        /// <summary>Sends it, and reads until the stream ends or is cut.</summary>
        public async Task SendAsync(string user, string sku, CancellationToken cancellationToken)
        {
            var order =
                $$"""{"user_id": "{{user}}", "items": [{"sku": "{{sku}}", "quantity": 1}], "payment_method": "test_slow"}""";
            var message = new Message
            {
                MessageId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(),
                Role = Role.User,
                Metadata = new() { Fields = { ["skillId"] = Value.ForString("create_order") } },
                Parts = { new Part { Data = Value.ForStruct(JsonParser.Default.Parse<Struct>(order)) } },
            };
            using var client = await ConnectAsync(cancellationToken);
            await ReadAsync(client.SendStreamingMessageAsync(new() { Message = message }, cancellationToken));
        }

        /// <summary>Subscribes again and again until the task has ended.</summary>
        public async Task ComeBackAsync(CancellationToken cancellationToken)
        {
            while (Ended is null)
            {
                using var client = await ConnectAsync(cancellationToken);
                var ended = await ReadAsync(client.SubscribeToTaskAsync(new() { Id = _task!.Id }, cancellationToken));
                Assert.NotEqual(A2AError.TaskNotFound, ended);
                try
                {
                    var task = await client.GetTaskAsync(new() { Id = _task.Id }, cancellationToken);
                    Ended = task.Status.State.IsTerminal() ? task : null;
                }
                catch (A2AException exception) when (exception.Error == A2AError.Unavailable)
                {
                    await Task.Delay(Pause, TimeProvider.System, cancellationToken);
                }
            }
        }

        /// <summary>
        /// Asserts that each stream told everything once and in order: what had happened before is in the task with which it began. And
        /// that everything is all that happened to the order.
        /// </summary>
        public async Task AssertWholeAsync()
        {
            var kept = await KeptAsync();
            foreach (var stream in _streams.Where(stream => !stream.IsEmpty))
            {
                var (task, told) = (stream.First().Task, stream.Skip(1).ToList());
                var before = told.Count > 0 ? kept.IndexOf(told[0]) : kept.FindLastIndex(item => IsIn(task, item)) + 1;
                Assert.NotEqual(-1, before);
                Assert.Equal(kept.Take(before).Select(MessageOf).OfType<Message>(), SaidIn(task));
                Assert.Equal(kept.Take(before).Any(item => item.ArtifactUpdate is not null), task.Artifacts.Count > 0);
                Assert.Equal(kept.Skip(before).Take(told.Count), told);
            }

            Assert.Equal(kept.Select(MessageOf).OfType<Message>(), SaidIn(Ended!));
            var happened = kept.Select(MessageOf).OfType<Message>().Select(said => said.Parts[1].Data.StructValue.Fields).ToList();
            Assert.Equal(
                await HappenedAsync(happened[0]["order_id"].StringValue), happened.Select(data => data["type"].StringValue));
        }

        private static Message? MessageOf(StreamResponse told) => told.StatusUpdate?.Status.Message;

        private static bool IsIn(AgentTask task, StreamResponse told) => MessageOf(told) is { } said && SaidIn(task).Contains(said);

        // Of the task, in order.
        private static IEnumerable<Message> SaidIn(AgentTask task) =>
            task.History.Append(task.Status.Message).OfType<Message>().Where(said => said.Role == Role.Agent);

        private async Task<List<string>> HappenedAsync(string order)
        {
            await using var command = shop.Owner("orders").CreateCommand(
                "SELECT type FROM order_events WHERE order_id = $1 ORDER BY event_id");
            command.Parameters.Add(new() { Value = Guid.Parse(order) });
            await using var reader = await command.ExecuteReaderAsync();
            List<string> types = [];
            while (await reader.ReadAsync())
            {
                types.Add(reader.GetString(0));
            }

            return types;
        }

        // Why the stream ended; null if the agent ended it.
        private async Task<A2AError?> ReadAsync(IAsyncEnumerable<StreamResponse> events)
        {
            var stream = new ConcurrentQueue<StreamResponse>();
            _streams.Enqueue(stream);
            try
            {
                await foreach (var told in events)
                {
                    _task = told.Task ?? _task;
                    stream.Enqueue(told);
                }

                return null;
            }
            catch (A2AException exception)
            {
                return exception.Error;
            }
        }

        private async Task<List<StreamResponse>> KeptAsync()
        {
            await using var command = shop.Owner("orders").CreateCommand(
                "SELECT event FROM a2a_task_events WHERE task_id = $1 ORDER BY number");
            command.Parameters.Add(new() { Value = Guid.ParseExact(_task!.Id.Split('.')[1], "N") });
            await using var reader = await command.ExecuteReaderAsync();
            List<StreamResponse> events = [];
            while (await reader.ReadAsync())
            {
                events.Add(StreamResponse.Parser.ParseFrom(reader.GetFieldValue<byte[]>(0)));
            }

            return events;
        }

        private async Task<A2AClient> ConnectAsync(CancellationToken cancellationToken)
        {
            var http = await shop.HttpOfAsync("cli");
            http.Timeout = Timeout.InfiniteTimeSpan;
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await A2AClient.ConnectAsync(
                        http.BaseAddress!, new() { Http = http, Bindings = [binding] }, cancellationToken);
                }
                catch (A2AException exception) when (exception.Error == A2AError.Unavailable && attempt < MostAttempts)
                {
                    await Task.Delay(Pause, TimeProvider.System, cancellationToken);
                }
            }
        }
    }
}
