using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.A2A.Push;
using Ecommerce.ServiceDefaults.Audit;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Events;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Sealing;
using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Tests.Resilience;

public sealed class BackgroundLoopTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ImpatientTime _time = new();
    private readonly RecordedLog _log = new();

    public static TheoryData<Exception> Failures =>
    [
        new TimeoutException(), new InvalidOperationException(), new NpgsqlException(), new OperationCanceledException(),
        new FormatException(), new ObjectDisposedException("it"),
    ];

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Every_background_service_is_a_loop() =>
        Assert.Equal(
            [
                nameof(AuditCountersigner), nameof(AuditLog), nameof(AuditSealer), nameof(IdempotencySweeper), nameof(OutboxGauge),
                nameof(OutboxWorker), nameof(PolicyWatcher), nameof(PushWorker), nameof(TaskWorker),
            ],
            BackgroundLoops.Of(typeof(BackgroundLoop).Assembly));

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_turn_is_begun_again_whatever_it_throws(Exception exception) =>
        await PlayAsync(() => throw exception, () => throw exception);

    [Fact]
    public async Task Each_failure_is_told_of_once_until_a_turn_does_well()
    {
        await PlayAsync(Fail("a"), Fail("a"), Fail("b"), Fail("a"), DoWell, Fail("a"));

        Assert.Equal(["a", "b", "a"], _log.Lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text[^1..]));
    }

    [Fact]
    public async Task A_stream_that_is_to_be_renewed_is_no_warning()
    {
        await PlayAsync(() => throw new ProblemException(ErrorCodes.StreamRenew, "renew"));

        Assert.DoesNotContain(_log.Lines, line => line.Level >= LogLevel.Information);
    }

    [Fact]
    public async Task What_is_away_is_a_warning_without_a_stack_trace_and_a_fault_is_an_error_with_one()
    {
        await PlayAsync(Fail("a"), () => throw new InvalidOperationException("b"));

        Assert.Equal(
            [(LogLevel.Warning, false), (LogLevel.Error, true)], _log.Lines.Select(line => (line.Level, line.Exception is not null)));
    }

    [Fact]
    public async Task Pauses_grow_to_two_seconds_and_are_short_again_after_a_turn_that_did_well()
    {
        await PlayAsync(Fail("a"), Fail("a"), Fail("a"), Fail("a"), Fail("a"), Fail("a"), DoWell, Fail("a"));

        double[] longest = [0.2, 0.4, 0.8, 1.6, 2, 2, 0.2];
        Assert.Equal(longest.Length, _time.Pauses.Count);
        Assert.All(_time.Pauses.Zip(longest), pause => Assert.InRange(pause.First.TotalSeconds, pause.Second / 2, pause.Second));
    }

    [Fact]
    public async Task A_turn_that_went_on_for_long_before_it_failed_had_done_well()
    {
        void FailLate()
        {
            _time.Now += TimeSpan.FromMinutes(1);
            throw new TimeoutException();
        }

        await PlayAsync(FailLate, FailLate, FailLate);

        Assert.Equal(3, _log.Lines.Count(line => line.Level == LogLevel.Warning));
        Assert.All(_time.Pauses, pause => Assert.InRange(pause.TotalSeconds, 0.1, 0.2));
    }

    [Fact]
    public async Task What_a_stop_cuts_off_is_no_failure()
    {
        await PlayAsync();

        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData(Breakage.Refuses)]
    [InlineData(Breakage.NeverAnswers)]
    [InlineData(Breakage.IsDisposed)]
    public Task A_broken_database_does_not_end_the_sweep_of_keys(Breakage breakage) => BackgroundLoops.SurvivesAsync(
        breakage,
        (database, log) => new IdempotencySweeper(new(database, TimeProvider.System), TimeProvider.System, log.Of<IdempotencySweeper>()));

    [Theory]
    [InlineData(Breakage.Refuses)]
    [InlineData(Breakage.NeverAnswers)]
    [InlineData(Breakage.IsDisposed)]
    public Task A_broken_database_does_not_end_the_care_of_tasks(Breakage breakage) => BackgroundLoops.SurvivesAsync(
        breakage,
        (database, log) =>
        {
            var (agent, store) = (new AgentInfo("order", "agentweave.io"), new TaskStore(database, TimeProvider.System));
            var runs = new TaskRuns(store, null!, TimeProvider.System, log.Of<TaskRuns>());
            var writer = new TaskWriter(store, new(), TimeProvider.System);
            return new TaskWorker(
                store, runs, writer, null!, new(database, TimeProvider.System), agent, TimeProvider.System, log.Of<TaskWorker>());
        });

    [Theory]
    [InlineData(Breakage.Refuses)]
    [InlineData(Breakage.NeverAnswers)]
    [InlineData(Breakage.IsDisposed)]
    public Task A_broken_database_does_not_end_the_telling_of_tasks(Breakage breakage) => BackgroundLoops.SurvivesAsync(
        breakage,
        (database, log) => new PushWorker(
            new(database, TimeProvider.System), null!, new(new(null)), new AgentInfo("order", "agentweave.io"), TimeProvider.System,
            log.Of<PushWorker>()));

    [Theory]
    [InlineData(Breakage.Refuses)]
    [InlineData(Breakage.NeverAnswers)]
    [InlineData(Breakage.IsDisposed)]
    public Task A_broken_database_does_not_end_the_sealing_of_the_audit(Breakage breakage) => BackgroundLoops.SurvivesAsync(
        breakage,
        (database, log) => new AuditSealer(
            new(database, new AgentInfo("order", "agentweave.io"), TimeProvider.System), NewAudit(database, log),
            new AgentSettings(new ConfigurationBuilder().Build()), TimeProvider.System, log.Of<AuditSealer>()));

    [Theory]
    [InlineData(Breakage.Refuses)]
    [InlineData(Breakage.NeverAnswers)]
    [InlineData(Breakage.IsDisposed)]
    public async Task Every_call_is_told_that_it_cannot_be_audited_and_the_audit_goes_on(Breakage breakage)
    {
        await using var database = new BrokenDatabase(breakage);
        using var audit = NewAudit(database.Source, _log);
        await audit.StartAsync(CancellationToken.None);

        for (var call = 0; call < 2; call++)
        {
            var refused = await Assert.ThrowsAsync<ProblemException>(
                () => audit.RecordAsync(new AuditEvent("CAPABILITY_CALL"), CancellationToken.None).WaitAsync(Patience));
            Assert.Equal(ErrorCodes.Unavailable, refused.Code);
        }

        Assert.False(audit.ExecuteTask!.IsCompleted);
        await audit.StopAsync(CancellationToken.None);
    }

    private static AuditLog NewAudit(NpgsqlDataSource database, RecordedLog log)
    {
        AgentInfo agent = new("order", "agentweave.io");
        return new(
            database, agent, new AgentSettings(new ConfigurationBuilder().Build()), new AgentMetrics(agent), TimeProvider.System,
            log.Of<AuditLog>());
    }

    private static Action Fail(string how) => () => throw new TimeoutException(how);

    private static void DoWell()
    {
    }

    // Turn after turn; after the last the loop still goes on, until it is stopped.
    private async Task PlayAsync(params Action[] turns)
    {
        using var loop = new Scripted(turns, _time, _log.Of<Scripted>());
        await loop.StartAsync(CancellationToken.None);
        await loop.Played.WaitAsync(Patience);
        Assert.False(loop.ExecuteTask!.IsCompleted);
        await loop.StopAsync(CancellationToken.None);
        Assert.Equal(TaskStatus.RanToCompletion, loop.ExecuteTask.Status);
    }

    private sealed class Scripted(Action[] turns, TimeProvider time, ILogger logger) : BackgroundLoop(time, logger)
    {
        private readonly TaskCompletionSource _played = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _turn;

        public Task Played => _played.Task;

        protected override IEnumerable<Func<CancellationToken, Task>> Turns => [PlayAsync];

        private async Task PlayAsync(CancellationToken cancellationToken)
        {
            if (_turn < turns.Length)
            {
                turns[_turn++]();
                return;
            }

            _played.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new NpgsqlException("cut off");
        }
    }

    // Every pause is over at once.
    private sealed class ImpatientTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public List<TimeSpan> Pauses { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.UtcTicks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
