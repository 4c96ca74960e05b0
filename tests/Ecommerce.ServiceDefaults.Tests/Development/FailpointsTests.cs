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
        Write(Name, "lose");

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
        Write(Name, "hold a");

        var held = failpoints.HitAsync(Name, CancellationToken.None).AsTask();
        await Eventually.HoldsAsync(() => File.Exists(_folder.At("a")), "it is held");
        await failpoints.HitAsync(Name, CancellationToken.None);
        Assert.False(held.IsCompleted);

        if (loses)
        {
            Write("a", "lose");
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
        Write(Name, "lose");
        await Open("production").HitAsync(Name, CancellationToken.None);
    }

    // At once: a file that is empty as yet says that this process shall die.
    private void Write(string name, string order)
    {
        var written = _folder.At("written");
        File.WriteAllText(written, order);
        File.Move(written, _folder.At(name), overwrite: true);
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
