using Ecommerce.PaymentAgent.Payments;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Ecommerce.PaymentAgent.Tests;

public sealed class BackgroundTests
{
    private static readonly Dictionary<string, Func<NpgsqlDataSource, RecordedLog, BackgroundService>> Services = new()
    {
        [nameof(PaymentWatch)] = (database, log) => new PaymentWatch(database, TimeProvider.System, log.Of<PaymentWatch>()),
        [nameof(PaymentWorker)] = (database, log) =>
        {
            IdempotencyStore idempotency = new(database, TimeProvider.System);
            return new PaymentWorker(
                new(database, idempotency, TimeProvider.System), new(database, idempotency, TimeProvider.System), null!, null!,
                TimeProvider.System, log.Of<PaymentWorker>());
        },
    };

    public static TheoryData<string, Breakage> Trials =>
        [.. from service in Services.Keys from breakage in Enum.GetValues<Breakage>() select (service, breakage)];

    [Fact]
    public void Every_background_service_is_a_loop_and_is_tried_here() =>
        Assert.Equal(Services.Keys.Order(StringComparer.Ordinal), BackgroundLoops.Of(typeof(PaymentStore).Assembly));

    [Theory]
    [MemberData(nameof(Trials))]
    public Task A_broken_database_ends_no_background_service(string service, Breakage breakage) =>
        BackgroundLoops.SurvivesAsync(breakage, Services[service]);
}
