using Ecommerce.ServiceDefaults.Health;
using Ecommerce.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Spiffe;
using Spiffe.Authority;

namespace Ecommerce.ServiceDefaults.Tests.Health;

/// <summary>An identity is enough while a newer one can be expected.</summary>
public sealed class IdentityHealthTests
{
    [Fact]
    public async Task An_SVID_in_its_last_tenth_that_nobody_renewed_is_not_ready_and_so_is_one_that_ended()
    {
        using var folder = new TestFolder();
        await using var authority = await StartAsync(folder);
        await using var source = X509Source.Start(new X509SourceOptions { Endpoint = authority.SocketFor("order") });
        await source.WaitForFirstAsync(TestContext.Current.CancellationToken);
        var svid = source.Current!.Svid;
        var life = svid.NotAfter - svid.NotBefore;
        var ends = $"{svid.NotAfter:u}";

        Assert.Equal((HealthStatus.Healthy, null), await CheckAsync(source, svid.NotAfter - (life * 0.11)));
        Assert.Equal(
            (HealthStatus.Unhealthy, $"the SVID ends at {ends} and no newer one has come"),
            await CheckAsync(source, svid.NotAfter - (life * 0.09)));
        Assert.Equal(
            (HealthStatus.Unhealthy, $"the SVID ended at {ends}"), await CheckAsync(source, svid.NotAfter + TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Without_an_SVID_the_reason_is_told()
    {
        using var folder = new TestFolder();
        await using var source = X509Source.Start(new X509SourceOptions { Endpoint = $"unix://{folder.At("none.sock")}" });
        var started = TimeProvider.System.GetTimestamp();
        while (source.Problem is null && TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30))
        {
            await Task.Yield();
        }

        Assert.Equal((HealthStatus.Unhealthy, $"no SVID: {source.Problem}"), await CheckAsync(source, DateTimeOffset.UnixEpoch));
    }

    private static Task<DevelopmentAuthority> StartAsync(TestFolder folder) => DevelopmentAuthority.StartAsync(
        new AuthorityOptions
        {
            SocketDirectory = folder.At("run"),
            DataDirectory = folder.At("authority"),
            TrustDomain = TrustDomain.Parse("example.org"),
            Registrations = [new("order", [SpiffeId.Parse("spiffe://example.org/agent/order")])],
        },
        TestContext.Current.CancellationToken);

    private static async Task<(HealthStatus Status, string? Why)> CheckAsync(X509Source source, DateTimeOffset now)
    {
        var result = await new IdentityHealth(source, new ManualTime(now)).CheckHealthAsync(new(), TestContext.Current.CancellationToken);
        return (result.Status, result.Description);
    }
}
