using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Development;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.ServiceDefaults.Tests.Development;

public sealed class FailpointsTests : IDisposable
{
    private const string Name = "order.after_pay";
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_answer_is_lost_once()
    {
        var failpoints = Open("development");
        await File.WriteAllTextAsync(_folder.At(Name), "lose");

        var lost = await Assert.ThrowsAsync<ProblemException>(() => failpoints.HitAsync(Name, CancellationToken.None).AsTask());
        await failpoints.HitAsync(Name, CancellationToken.None);

        Assert.Equal(ErrorCodes.Unavailable, lost.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_passes_is_held_until_its_file_is_gone_or_says_otherwise(bool loses)
    {
        var failpoints = Open("development");
        await File.WriteAllTextAsync(_folder.At(Name), "hold a");

        var held = failpoints.HitAsync(Name, CancellationToken.None).AsTask();
        await Eventually.HoldsAsync(() => File.Exists(_folder.At("a")), "it is held");
        await failpoints.HitAsync(Name, CancellationToken.None);
        Assert.False(held.IsCompleted);

        if (loses)
        {
            await File.WriteAllTextAsync(_folder.At("a"), "lose");
            await Assert.ThrowsAsync<ProblemException>(() => held);
        }
        else
        {
            File.Delete(_folder.At("a"));
            await held;
        }

        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    public async Task Outside_development_nothing_is_armed()
    {
        await File.WriteAllTextAsync(_folder.At(Name), "lose");
        await Open("production").HitAsync(Name, CancellationToken.None);
    }

    private Failpoints Open(string environment)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Failpoints:Directory"] = _folder.Path,
            [$"{AgentSchema.Section}:agent:environment"] = environment,
        }).Build();
        return new(configuration, new AgentSettings(configuration), TimeProvider.System);
    }
}
