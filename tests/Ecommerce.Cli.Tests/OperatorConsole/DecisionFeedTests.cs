using System.Runtime.CompilerServices;
using Ecommerce.Cli.OperatorConsole.Shop;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Cli.Tests.OperatorConsole;

/// <summary>What the console knows of processes that answer, hang, die and come back.</summary>
public sealed class DecisionFeedTests : IAsyncLifetime
{
    private static readonly DecisionFilter All = new("", "", "", "", "");

    private readonly ManualTime _time = new();
    private readonly Dictionary<string, FakeProcess> _fakes = new() { ["order"] = new(), ["order-2"] = new() };
    private readonly DecisionFeed _feed;

    public DecisionFeedTests() => _feed = new(
        [.. _fakes.Keys.Select(name => new AgentProcess(name, Contracts.Agents.All[0], "https://127.0.0.1:1", Clients: null!))],
        (process, request, cancellationToken) => _fakes[process.Name].WatchAsync(request, cancellationToken), _time);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _feed.DisposeAsync();

    [Fact]
    public async Task A_process_that_hangs_is_named_with_the_time_since_when()
    {
        _fakes["order"].Decide("a/1/x", "get_order");
        _fakes["order-2"].Hangs = true;
        var since = _time.GetUtcNow() + DecisionFeed.AnswerTimeout;

        var known = await ReadAsync(advance: DecisionFeed.AnswerTimeout);

        Assert.Equal(["order"], known.Shown.Select(shown => shown.Process));
        var away = Assert.Single(known.Away);
        Assert.Equal(("order-2", ErrorCodes.DeadlineExceeded, since), (away.Process, away.Problem.Code, away.Since));
    }

    [Fact]
    public async Task What_a_process_said_stays_when_it_dies_and_when_another_takes_its_place()
    {
        _fakes["order"].Decide("a/1/x", "get_order");
        Assert.Single((await ReadAsync()).Shown);

        _fakes["order"].Die();
        var dead = await ReadAsync(known => known.Away.Count == 1);
        Assert.Equal("unavailable", Assert.Single(dead.Away).Problem.Code);
        Assert.Equal("get_order", Assert.Single(dead.Shown).Decision.Action);
        var since = dead.Away[0].Since;
        Assert.Equal(since, Assert.Single((await ReadAsync(advance: TimeSpan.FromSeconds(2))).Away).Since);

        // It counts anew: the number of the first is not asked of it, and its own first decision is not taken for that one.
        _fakes["order"].Start();
        _fakes["order"].Decide("a/1/y", "list_orders");
        var back = await ReadAsync(known => known.Away.Count == 0 && known.Shown.Count == 2);
        Assert.Equal(["get_order", "list_orders"], back.Shown.Select(shown => shown.Decision.Action).Order());
        Assert.All(_fakes["order"].Asked, asked => Assert.Equal(asked.AfterNumber > 0, asked.Instance.Length > 0));
        Assert.NotNull(await _feed.FindAsync("order", "a/1/x", 1, TestContext.Current.CancellationToken));
        Assert.Equal(
            "list_orders", (await _feed.FindAsync("order", "a/1/y", 1, TestContext.Current.CancellationToken))!.Action);
    }

    [Fact]
    public async Task Replicas_are_told_apart_though_both_count_from_one()
    {
        _fakes["order"].Decide("a/1/x", "get_order");
        _fakes["order-2"].Decide("a/2/x", "list_orders");

        var known = await ReadAsync(known => known.Shown.Count == 2);
        Assert.Equal(
            ["order get_order", "order-2 list_orders"], known.Shown.Select(shown => $"{shown.Process} {shown.Decision.Action}").Order());
        Assert.Null(await _feed.FindAsync("order", "a/2/x", 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_process_without_the_capability_is_older_and_not_dead()
    {
        _fakes["order-2"].Problem = new(ErrorCodes.MethodNotAllowed, "Unimplemented");
        var away = Assert.Single((await ReadAsync()).Away);
        Assert.Equal(("order-2", ErrorCodes.MethodNotAllowed), (away.Process, away.Problem.Code));
    }

    [Fact]
    public async Task What_an_older_process_tells_twice_is_shown_once()
    {
        _fakes["order"].Decide("", "get_order");
        Assert.Single((await ReadAsync()).Shown);
        _fakes["order"].Die();
        await ReadAsync(known => known.Away.Count == 1);
        _fakes["order"].Start();
        _fakes["order"].Decide("", "get_order");
        Assert.Single((await ReadAsync(known => known.Away.Count == 0)).Shown);
    }

    private async Task<Decisions> ReadAsync(TimeSpan advance = default)
    {
        var reading = _feed.ReadAsync(All, TestContext.Current.CancellationToken);
        while (!reading.IsCompleted && advance > TimeSpan.Zero)
        {
            if (_fakes.Values.All(fake => fake.Asked.Count > 0))
            {
                _time.Advance(advance);
                break;
            }

            await Task.Yield();
        }

        return await reading;
    }

    // Each look moves the clock on, past the pauses between attempts.
    private async Task<Decisions> ReadAsync(Func<Decisions, bool> until)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            var known = await _feed.ReadAsync(All, limit.Token);
            if (until(known))
            {
                return known;
            }

            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
        }
    }

    private sealed class FakeProcess
    {
        private readonly Lock _gate = new();
        private readonly List<DecisionRecord> _records = [];
        private readonly List<WatchDecisionsRequest> _asked = [];
        private TaskCompletionSource _death = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Hangs { get; set; }

        public ProblemException? Problem { get; set; }

        public IReadOnlyList<WatchDecisionsRequest> Asked
        {
            get
            {
                lock (_gate)
                {
                    return [.. _asked];
                }
            }
        }

        public void Decide(string instance, string action)
        {
            lock (_gate)
            {
                _records.Add(new()
                {
                    Number = _records.Count + 1,
                    Instance = instance,
                    Action = action,
                    At = DateTimeOffset.UnixEpoch.ToTimestamp(),
                });
            }
        }

        public void Die()
        {
            Problem = new(ErrorCodes.Unavailable, "The agent cannot be reached.");
            _death.TrySetResult();
        }

        public void Start()
        {
            lock (_gate)
            {
                _records.Clear();
            }

            _death = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Problem = null;
        }

        public async IAsyncEnumerable<DecisionRecord> WatchAsync(
            WatchDecisionsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            List<DecisionRecord> records;
            lock (_gate)
            {
                _asked.Add(request);
                records = [.. _records.Where(record => record.Instance != request.Instance || record.Number > request.AfterNumber)];
            }

            if (Hangs)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            if (Problem is { } problem)
            {
                throw problem;
            }

            foreach (var record in records)
            {
                yield return record;
            }

            if (!request.RememberedOnly)
            {
                await _death.Task.WaitAsync(cancellationToken);
                throw new ProblemException(ErrorCodes.Unavailable, "The agent cannot be reached.");
            }
        }
    }
}
