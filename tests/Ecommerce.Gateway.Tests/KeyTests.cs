using Ecommerce.Contracts;

namespace Ecommerce.Gateway.Tests;

public sealed class KeyTests
{
    // Every agent's countersign_audit is tried with the sealing, and each erasure with what it erases.
    [Fact]
    public void Every_capability_that_takes_a_key_is_tried_elsewhere() => Assert.Equal(
        ["countersign_audit", "erase_user_data"],
        CapabilityCatalogue.Of(AgentNames.Gateway).Where(capability => capability.TakesKey).Select(capability => capability.Name)
            .Order(StringComparer.Ordinal));
}
