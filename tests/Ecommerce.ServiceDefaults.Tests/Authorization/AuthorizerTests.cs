using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Audit;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging;
using Npgsql;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Tests.Authorization;

/// <summary>What comes of a decision that has no answer: never a call, and never a "no" that the policy did not say.</summary>
public sealed class AuthorizerTests : IDisposable
{
    private static readonly AgentInfo Agent = new("order", "agentweave.io");

    private readonly ManualTime _time = new();
    private readonly Lines _lines = new();

    public void Dispose() => _lines.Dispose();

    public static TheoryData<Exception> Failures =>
    [
        new PolicyUnavailableException(
            PolicyFailure.Budget, "order.rego:7: eval_cancel_error: step budget exceeded", new TimeoutException()),
        new PolicyUnavailableException(PolicyFailure.Unreachable, "no OPA at unix:///run/opa.sock", new TimeoutException()),
        new InvalidOperationException("the engine fails"),
        new InsufficientMemoryException(),
        new OperationCanceledException(),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_decision_without_an_answer_is_unavailable_and_may_be_tried_again(Exception exception)
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(() => DecideAsync(_ => throw exception));

        Assert.Equal((ErrorCodes.Unavailable, TimeSpan.FromSeconds(1)), (problem.Code, problem.RetryAfter));
        Assert.DoesNotContain(exception.Message, problem.Message, StringComparison.Ordinal);
        Assert.Contains(exception.Message, Assert.Single(_lines.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_says_nothing_or_no_is_a_no()
    {
        Assert.False((await DecideAsync(_ => new(new PolicyAnswer(null)))).Allow);
        Assert.False((await DecideAsync(_ => new(new PolicyAnswer(RegoValue.False)))).Allow);
        Assert.True((await DecideAsync(_ => new(new PolicyAnswer(RegoValue.True)))).Allow);
    }

    [Fact]
    public async Task A_no_that_cannot_be_recorded_is_not_answered()
    {
        var authorizer = Create(_ => new(new PolicyAnswer(RegoValue.False)), out var audit);
        await audit.StartAsync(CancellationToken.None);

        var problem = await Assert.ThrowsAsync<ProblemException>(() => AskAsync(authorizer));

        Assert.Equal(ErrorCodes.Unavailable, problem.Code);
        audit.Dispose();
    }

    [Fact]
    public async Task The_callers_deadline_ends_a_decision_and_nothing_else_does()
    {
        using var deadline = new CancellationTokenSource();
        var late = DecideAsync(
            async cancellationToken =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken);
                return new(null);
            },
            deadline.Token);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(late.IsCompleted);

        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        Assert.Empty(_lines.Errors);
    }

    [Fact]
    public async Task Failures_alike_are_one_line_a_minute_which_counts_them()
    {
        var authorizer = Create(_ => throw new PolicyUnavailableException(PolicyFailure.Budget, "a.rego:1", new TimeoutException()));
        for (var minute = 0; minute < 2; minute++)
        {
            for (var call = 0; call < 100; call++)
            {
                await Assert.ThrowsAsync<ProblemException>(() => AskAsync(authorizer));
            }

            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Collection(
            _lines.Errors,
            line => Assert.Equal("no decision on get_order (Budget, 1 since the last such line): a.rego:1", line),
            line => Assert.Equal("no decision on get_order (Budget, 100 since the last such line): a.rego:1", line));
    }

    private Task<Decision> DecideAsync(
        Func<CancellationToken, ValueTask<PolicyAnswer>> answer, CancellationToken cancellationToken = default) =>
        AskAsync(Create(answer), cancellationToken);

    private static async Task<Decision> AskAsync(Authorizer authorizer, CancellationToken cancellationToken = default) =>
        await authorizer.DecideAsync(
        new(Direction.Inbound, Agent.IdOf("gateway"), Agent.SpiffeId, "get_order", Agent.IdOf("gateway"), UserId: null, Request: null),
        cancellationToken);

    private Authorizer Create(Func<CancellationToken, ValueTask<PolicyAnswer>> answer) => Create(answer, audited: false, out _);

    private Authorizer Create(Func<CancellationToken, ValueTask<PolicyAnswer>> answer, out AuditLog audit) =>
        Create(answer, audited: true, out audit);

    private Authorizer Create(Func<CancellationToken, ValueTask<PolicyAnswer>> answer, bool audited, out AuditLog audit)
    {
        var settings = Engines.Settings(
            ("agent:environment", "development"), ("authorization:audit:enabled", audited ? "true" : "false"));
        var metrics = new AgentMetrics(Agent);
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(_lines));
        audit = new(
            NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Timeout=1"), Agent, settings, metrics, TimeProvider.System,
            loggers.CreateLogger<AuditLog>());
        return new(new Engine(answer), Agent, audit, metrics, new(_time), _time, loggers.CreateLogger<Authorizer>());
    }

    private sealed class Engine(Func<CancellationToken, ValueTask<PolicyAnswer>> answer) : IPolicyEngine
    {
        public string? Stale => null;

        public ValueTask<PolicyAnswer> EvaluateAsync(PolicyRule rule, AuthorizationRequest request, CancellationToken cancellationToken) =>
            answer(cancellationToken);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<string> Errors { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Errors.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
