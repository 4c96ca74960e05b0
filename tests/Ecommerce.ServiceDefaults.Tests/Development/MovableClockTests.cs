using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Development;
using Ecommerce.Testing;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.ServiceDefaults.Tests.Development;

public sealed class MovableClockTests
{
    private static readonly AgentInfo Agent = new("order", "example.org");

    [Fact]
    public void In_development_a_file_moves_the_clock_of_its_agent_while_it_is_there()
    {
        using var folder = new TestFolder();
        var clock = Of("development", folder.Path);
        File.WriteAllText(folder.At("payment.clock"), "300");
        Assert.InRange(Ahead(clock), -60, 60);
        File.WriteAllText(folder.At("order.clock"), "300");
        Assert.InRange(Ahead(clock), 240, 360);
        File.WriteAllText(folder.At("order.clock"), "-300");
        Assert.InRange(Ahead(clock), -360, -240);
        File.Delete(folder.At("order.clock"));
        Assert.InRange(Ahead(clock), -60, 60);
    }

    [Fact]
    public void Elsewhere_and_without_the_folder_it_is_the_machines()
    {
        using var folder = new TestFolder();
        Assert.Same(TimeProvider.System, Of("production", folder.Path));
        Assert.Same(TimeProvider.System, Of("development", folder: null));
    }

    private static double Ahead(TimeProvider clock) => (clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).TotalSeconds;

    private static TimeProvider Of(string environment, string? folder)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                [$"{AgentSchema.Section}:agent:environment"] = environment,
                ["Failpoints:Directory"] = folder,
            }).Build();
        return MovableClock.Of(Agent, configuration, new AgentSettings(configuration));
    }
}
