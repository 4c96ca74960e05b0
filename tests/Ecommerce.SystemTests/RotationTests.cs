using Ecommerce.Cli.Commands;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>Identities and their root change while buyers order.</summary>
public sealed class RotationTests(RotationTests.QuickShop shop) : IClassFixture<RotationTests.QuickShop>
{
    private const int Rotations = 2;

    [Fact]
    public async Task Identities_and_their_root_rotate_under_load_and_no_call_fails()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10_000));
        var identity = await shop.SourceOfAsync("cli");
        var root = Roots().Single();
        await using var load = await Load.StartAsync(shop, user, sku);
        await load.UntilEachAsync(status => status < 300);

        await RotateAsync();
        Assert.Equal(0, await CommandLine.RunAsync(["authority", "rotate", "--data-dir", shop.DataFolder]));
        await Eventually.HoldsAsync(
            () => Task.FromResult(Roots() is [var only] && only != root), () => $"the roots are {string.Join(", ", Roots())}");
        await RotateAsync();
        load.Forget();
        await load.UntilEachAsync(status => status < 300);
        await load.StopAsync();

        Assert.Empty(load.Unexpected);
        Assert.Equal(0, load.Refused);
        foreach (var agent in AgentNames.All)
        {
            Assert.DoesNotContain("is refused", shop.LogOf(agent), StringComparison.Ordinal);
        }

        List<string> Roots() => [.. identity.Current!.Bundles.All.Single().Authorities.Select(authority => authority.Thumbprint)];

        // All live equally long, so that when one has changed so often the others have too, but for one change.
        Task RotateAsync()
        {
            var wanted = identity.Current!.Generation + Rotations;
            return Eventually.HoldsAsync(
                () => Task.FromResult(identity.Current!.Generation >= wanted), () => $"generation {identity.Current!.Generation}");
        }
    }

    [Fact]
    public async Task A_root_cannot_be_rotated_where_no_authority_runs()
    {
        using var folder = new TestFolder();

        Assert.Equal(3, await CommandLine.RunAsync(["authority", "rotate", "--data-dir", folder.At("nothing")]));
    }

    [Fact]
    public async Task The_authority_has_a_log_of_its_own()
    {
        var workloads = Registrations.Read(Registrations.File).Count;
        Assert.Contains($"serves {workloads} workloads", shop.LogOf("authority"), StringComparison.Ordinal);
        Assert.Equal(0, await CommandLine.RunAsync(["logs", "authority", "--data-dir", shop.DataFolder]));
    }

    /// <summary>
    /// A shop of its own, whose identities live for seconds. A connection has a tenth of that left when it is retired, which must be
    /// longer than an order takes on a busy machine.
    /// </summary>
    public sealed class QuickShop : ShopFixture
    {
        protected override TimeSpan? SvidLifetime => TimeSpan.FromSeconds(15);
    }
}
