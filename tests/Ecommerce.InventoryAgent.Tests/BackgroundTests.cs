using Ecommerce.InventoryAgent.Reservations;
using Ecommerce.Testing;

namespace Ecommerce.InventoryAgent.Tests;

public sealed class BackgroundTests
{
    [Fact]
    public void Every_background_service_is_a_loop_and_is_tried_here() =>
        Assert.Equal([nameof(ReservationWorker)], BackgroundLoops.Of(typeof(ReservationStore).Assembly));

    [Theory]
    [InlineData(Breakage.Refuses)]
    [InlineData(Breakage.NeverAnswers)]
    [InlineData(Breakage.IsDisposed)]
    public Task A_broken_database_ends_no_background_service(Breakage breakage) => BackgroundLoops.SurvivesAsync(
        breakage, (database, log) => new ReservationWorker(
            new(database, new(database, TimeProvider.System)), TimeProvider.System, log.Of<ReservationWorker>()));
}
