using Ecommerce.ServiceDefaults.Clients;

namespace Ecommerce.ServiceDefaults.Tests.Clients;

public class DeadlinesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, null, 30_000)]
    [InlineData(5_000, null, 5_000)]
    [InlineData(90_000, null, 30_000)]
    [InlineData(null, 10_000, 9_900)]
    [InlineData(5_000, 10_000, 5_000)]
    [InlineData(20_000, 10_000, 9_900)]
    [InlineData(null, 90_000, 30_000)]
    public void A_hop_gets_the_smaller_of_its_cap_and_what_remains_less_a_tenth_of_a_second(int? asked, int? inbound, int expected) =>
        Assert.Equal(At(expected), Deadlines.ForHop(Now, At(asked), At(inbound)));

    private static DateTimeOffset? At(int? milliseconds) => milliseconds is { } ms ? Now.AddMilliseconds(ms) : null;
}
