using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using Ecommerce.UserAgent.Erasure;
using Ecommerce.UserAgent.Sessions;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Ecommerce.UserAgent.Tests;

public sealed class BackgroundTests
{
    private static readonly Dictionary<string, Func<NpgsqlDataSource, RecordedLog, BackgroundService>> Services = new()
    {
        [nameof(ErasureWorker)] = (database, log) => new ErasureWorker(
            new ErasureStore(database, new IdempotencyStore(database, TimeProvider.System), [], TimeProvider.System), [],
            TimeProvider.System, log.Of<ErasureWorker>()),
        [nameof(SessionSweeper)] = (database, log) => new SessionSweeper(
            new SessionStore(database, new IdempotencyStore(database, TimeProvider.System), TimeProvider.System), TimeProvider.System,
            log.Of<SessionSweeper>()),
    };

    public static TheoryData<string, Breakage> Trials =>
        [.. from service in Services.Keys from breakage in Enum.GetValues<Breakage>() select (service, breakage)];

    [Fact]
    public void Every_background_service_is_a_loop_and_is_tried_here() =>
        Assert.Equal(Services.Keys.Order(StringComparer.Ordinal), BackgroundLoops.Of(typeof(SessionStore).Assembly));

    [Theory]
    [MemberData(nameof(Trials))]
    public Task A_broken_database_ends_no_background_service(string service, Breakage breakage) =>
        BackgroundLoops.SurvivesAsync(breakage, Services[service]);
}
