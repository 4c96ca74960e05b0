using Ecommerce.OrderAgent.Review;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging;

namespace Ecommerce.OrderAgent.Tests.Review;

/// <summary>What is told of the checkouts that need an operator, for as long as they do.</summary>
public sealed class ReviewGaugeTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private Rig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await Rig.StartAsync(postgres);

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task What_needs_an_operator_is_a_warning_each_minute()
    {
        await OpenAsync("parked_reason = 'broken'");
        await OpenAsync("phase = 'compensating', overdue = true");
        await OpenAsync("phase = 'returning', todo = '{refund}'");
        await OpenAsync("phase = 'returning', todo = '{refund}'");
        using var log = new RecordedLog();
        using var gauge = NewGauge(log);
        await gauge.StartAsync(default);
        await log.UntilAsync(IsWarning, 1);
        Assert.Contains(
            "1 parked, 1 overdue, 2 returning", log.Lines.Single(IsWarning).Text, StringComparison.Ordinal);

        var started = _time.GetTimestamp();
        await UntilAsync(() => log.Lines.Count(IsWarning) >= 3);
        Assert.True(_time.GetElapsedTime(started) >= TimeSpan.FromMinutes(2));
        await gauge.StopAsync(default);
    }

    [Fact]
    public async Task How_many_checkouts_need_an_operator_is_a_metric_by_state()
    {
        await OpenAsync("parked_reason = 'broken'");
        await OpenAsync("phase = 'returning', todo = '{refund}'");
        using var measured = new Measured("ecommerce_checkouts_to_review");
        using var log = new RecordedLog();
        using var gauge = NewGauge(log);
        await gauge.StartAsync(default);
        await UntilAsync(() => (Last("parked"), Last("overdue"), Last("returning")) == (1, 0, 1));
        await gauge.StopAsync(default);

        long? Last(string state) => measured.Last("ecommerce_checkouts_to_review", state);
    }

    private static bool IsWarning(RecordedLine line) =>
        line.Level == LogLevel.Warning && line.Text.Contains("checkouts to review", StringComparison.Ordinal);

    private ReviewGauge NewGauge(RecordedLog log) =>
        new(new ReviewStore(_rig.Database, _rig.Idempotency, _rig.Inbox), _time, log.Of<ReviewGauge>());

    private Task UntilAsync(Func<bool> condition) => Eventually.HoldsAsync(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            return condition();
        },
        "it is told");

    private async Task OpenAsync(string columns)
    {
        var order = (await _rig.OpenAsync()).Order.OrderId;
        await _rig.ExecuteAsync($"UPDATE checkouts SET {columns} WHERE order_id = '{order}'");
    }
}
