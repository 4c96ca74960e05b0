using Ecommerce.ServiceDefaults.Health;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.ServiceDefaults.Tests.Health;

public class AgentReadinessTests
{
    private static readonly HealthCheckResult Ready = HealthCheckResult.Healthy();

    [Fact]
    public async Task However_many_ask_the_checks_run_once_a_second()
    {
        var (time, checks) = (new ManualTime(), new Checks());
        var readiness = Create(checks, time);
        checks.Answer(("database", Ready));
        var asked = Enumerable.Range(0, 500).Select(_ => readiness.ReportAsync(TestContext.Current.CancellationToken)).ToArray();
        await Task.WhenAll(asked);
        Assert.Equal(1, checks.Runs);

        time.Advance(TimeSpan.FromSeconds(0.9));
        await readiness.ReportAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, checks.Runs);

        time.Advance(TimeSpan.FromSeconds(0.1));
        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => readiness.ReportAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(2, checks.Runs);
    }

    [Fact]
    public async Task Who_leaves_does_not_end_the_checks_for_others()
    {
        var checks = new Checks();
        var readiness = Create(checks, new ManualTime());
        checks.Hold();
        using var left = new CancellationTokenSource();
        var first = readiness.ReportAsync(left.Token);
        var second = readiness.ReportAsync(TestContext.Current.CancellationToken);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        checks.Answer(("database", Ready));
        Assert.Equal(HealthStatus.Healthy, (await second).Status);
    }

    [Fact]
    public async Task The_probe_says_in_one_line_what_is_missing()
    {
        var (time, checks) = (new ManualTime(), new Checks());
        var readiness = Create(checks, time);
        checks.Answer(
            ("identity", HealthCheckResult.Unhealthy("no SVID: refused\nfor now")), ("policies", HealthCheckResult.Degraded("old ones")),
            ("database", HealthCheckResult.Unhealthy("no database")));
        Assert.Equal((503, "not ready: identity: no SVID: refused for now; database: no database"), await ProbeAsync(readiness));

        // Old policies are better than none.
        checks.Answer(("identity", Ready), ("policies", HealthCheckResult.Degraded("old ones")));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((200, "ready"), await ProbeAsync(readiness));
    }

    private static async Task<(int? Status, string? Text)> ProbeAsync(AgentReadiness readiness)
    {
        var answer = Assert.IsType<ContentHttpResult>(await readiness.ProbeAsync(TestContext.Current.CancellationToken));
        return (answer.StatusCode ?? StatusCodes.Status200OK, answer.ResponseContent);
    }

    private static AgentReadiness Create(HealthCheckService checks, TimeProvider time) =>
        new(checks, time, NullLogger<AgentReadiness>.Instance);

    private sealed class Checks : HealthCheckService
    {
        private TaskCompletionSource<HealthReport> _report = new();

        public int Runs { get; private set; }

        public void Hold() => _report = new();

        public void Answer(params (string Name, HealthCheckResult Result)[] results)
        {
            if (_report.Task.IsCompleted)
            {
                Hold();
            }

            _report.SetResult(new(
                results.ToDictionary(r => r.Name, r => new HealthReportEntry(r.Result.Status, r.Result.Description, default, null, null)),
                default));
        }

        public override Task<HealthReport> CheckHealthAsync(
            Func<HealthCheckRegistration, bool>? predicate, CancellationToken cancellationToken = default)
        {
            Runs++;
            return _report.Task;
        }
    }
}
