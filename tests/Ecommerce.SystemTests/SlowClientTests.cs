using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.SystemTests.Attacks;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>Clients of the public port that are slow, silent or endless, beside a user who is not.</summary>
[Collection<QuietShopCollection>]
public sealed class SlowClientTests(QuietShop shop)
{
    private const int Silent = 5000;

    // Of connections that come and go beside those that are looked at.
    private const int FewHandles = 100;

    // In KiB: three of each connection.
    private const long LittleMemory = 16 * 1024;
    private const int MostWaves = 10;

    // More than any of the gateway's own limits, which are half a minute at most.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    // Kestrel closes a connection on which nothing was asked after 130 s.
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Headers_without_end_and_headers_that_come_too_slowly_are_cut()
    {
        await using var slow = SlowClients.Come(Port, slowHeaders: 1, endlessHeaders: 5);
        await CutAsync(slow, Soon);
        Assert.Equal(200, (await shop.Public.ReadAsync("/api/v1/products")).Status);
    }

    [Fact]
    public async Task A_body_without_its_last_byte_is_cut()
    {
        await using var slow = SlowClients.Come(Port, withholds: 20);
        await CutAsync(slow, Soon);
        Assert.Equal(200, (await shop.Public.ReadAsync("/api/v1/products")).Status);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Thousands_who_are_slow_or_silent_are_cut_hold_no_user_up_and_leave_nothing_behind()
    {
        var (ann, sku) = (await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 10_000));
        await using var users = Load.StartOf(shop, ann, sku);
        await users.UntilEachAsync(status => status < 300);
        var handles = Handles();
        await using (var slow = SlowClients.Come(
            Port, Silent, begins: 1000, slowHeaders: 100, endlessHeaders: 20, promises: 500, withholds: 100, reads: 20))
        {
            await ComeAsync();

            // While they are there, and come again as often as they are cut.
            users.Forget();
            await users.UntilEachAsync(status => status < 300);
            await CutAsync(slow, Soon, butSilent: Silent);
            Assert.True(Handles() > handles + Silent - FewHandles, "a silent client is cut early");
        }

        await LeaveAsync();

        // What is left behind grows with each wave; what the runtime keeps for the next one does not.
        List<long> memory = [Memory()];
        do
        {
            await using (SlowClients.Come(Port, Silent))
            {
                await ComeAsync();
            }

            await LeaveAsync();
            memory.Add(Memory());
        }
        while (memory[^1] > memory[^2] + LittleMemory && memory.Count < MostWaves);

        await users.StopAsync();
        Assert.Empty(users.Unexpected);
        Assert.Equal(0, users.Refused);
        var told = $"{handles} handles; {string.Join(", ", memory)} KiB after each wave";
        TestContext.Current.TestOutputHelper!.WriteLine(told);
        Assert.True(memory[^1] <= memory[^2] + LittleMemory, told);

        Task ComeAsync() => Eventually.HoldsAsync(
            () => Task.FromResult(Handles() > handles + Silent - FewHandles), () => $"{Handles()} handles, {handles} before", Soon);

        Task LeaveAsync() => Eventually.HoldsAsync(
            () => Task.FromResult(Handles() < handles + FewHandles), () => $"{Handles()} handles, {handles} before", Soon);
    }

    [Fact(Explicit = true)]
    public async Task A_connection_on_which_nothing_is_asked_is_closed()
    {
        await using var slow = SlowClients.Come(Port, silent: 10);
        await CutAsync(slow, Later);
    }

    private int Port => shop.Public.BaseAddress!.Port;

    private static Task CutAsync(SlowClients slow, TimeSpan limit, int butSilent = 0) => Eventually.HoldsAsync(
        () => Task.FromResult(slow.Uncut.Sum(kind => kind.Count) == butSilent),
        () => string.Join(", ", slow.Uncut.Select(kind => $"{kind.Count} of {kind.Kind}")), limit);

    // The gateway's files and sockets.
    private int Handles() => Directory.GetFileSystemEntries($"/proc/{shop.PidOf(AgentNames.Gateway)}/fd").Length;

    // What of the gateway is in memory, in KiB.
    private long Memory()
    {
        var line = File.ReadLines($"/proc/{shop.PidOf(AgentNames.Gateway)}/status")
            .Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line["VmRSS:".Length..^"kB".Length], CultureInfo.InvariantCulture);
    }
}
