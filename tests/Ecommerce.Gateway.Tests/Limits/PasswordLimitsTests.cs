using System.Net;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Limits;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.Gateway.Tests.Limits;

public sealed class PasswordLimitsTests
{
    private static readonly Capability SignUp = CapabilityCatalogue.Find("user", "create_user")!;

    private static readonly Capability SignIn = CapabilityCatalogue.Find("user", "authenticate")!;

    private static readonly CreateUserRequest WithPassword = new() { Email = "ann@example.com", Name = "Ann", Password = "correct horse" };

    [Fact]
    public void An_address_has_two_passwords_under_way_and_no_more()
    {
        using var limits = Create("20");
        using var first = limits.Enter(From("192.0.2.1"), SignUp, WithPassword);
        using var second = limits.Enter(From("192.0.2.1"), SignUp, WithPassword);
        AssertRefused(limits, "192.0.2.1");
        using var other = limits.Enter(From("198.51.100.7"), SignUp, WithPassword);
        first!.Dispose();
        limits.Enter(From("192.0.2.1"), SignUp, WithPassword)!.Dispose();
    }

    [Fact]
    public void An_address_has_so_many_passwords_a_minute()
    {
        using var limits = Create("3");
        for (var i = 0; i < 3; i++)
        {
            limits.Enter(From("192.0.2.1"), SignUp, WithPassword)!.Dispose();
        }

        Assert.Equal(60, AssertRefused(limits, "192.0.2.1").RetryAfter!.Value.TotalSeconds);
        limits.Enter(From("198.51.100.7"), SignUp, WithPassword)!.Dispose();
    }

    [Fact]
    public void One_customers_network_of_IPv6_has_so_many_passwords_a_minute_whichever_its_addresses()
    {
        using var limits = Create("3");
        for (var i = 0; i < 24; i++)
        {
            limits.Enter(From($"2001:db8:1:{i:x}::1"), SignUp, WithPassword)!.Dispose();
        }

        Assert.Equal(60, AssertRefused(limits, "2001:db8:1:ffff::1").RetryAfter!.Value.TotalSeconds);
        limits.Enter(From("2001:db8:2:1::1"), SignUp, WithPassword)!.Dispose();
    }

    [Fact]
    public void A_client_that_sprays_accounts_is_refused_whichever_they_are()
    {
        using var limits = Create("1000", perClient: "10");
        var client = Callers.CounterOf("spiffe://agentweave.io/client/shop");
        for (var i = 0; i < 10; i++)
        {
            limits.Enter(client, SignIn, Guess($"u{i}@example.com"))!.Dispose();
        }

        var refused = Assert.Throws<ProblemException>(() => limits.Enter(client, SignIn, Guess("u10@example.com")));

        Assert.Equal((ErrorCodes.RateLimited, 60), (refused.Code, refused.RetryAfter!.Value.TotalSeconds));
        limits.Enter(From("192.0.2.1"), SignIn, Guess("u10@example.com"))!.Dispose();
    }

    [Fact]
    public void A_client_has_eight_passwords_under_way_and_no_more()
    {
        using var limits = Create("1000");
        var client = Callers.CounterOf("spiffe://agentweave.io/client/shop");
        var turns = Enumerable.Range(0, 8).Select(i => limits.Enter(client, SignIn, Guess($"u{i}@example.com"))!).ToList();

        Assert.Throws<ProblemException>(() => limits.Enter(client, SignIn, Guess("u8@example.com")));

        turns[0].Dispose();
        limits.Enter(client, SignIn, Guess("u8@example.com"))!.Dispose();
    }

    [Fact]
    public void A_sign_up_without_a_password_is_counted_at_the_public_port_alone()
    {
        using var limits = Create("2");
        var client = Callers.CounterOf("spiffe://agentweave.io/client/shop");
        for (var i = 0; i < 10; i++)
        {
            var signUp = new CreateUserRequest { Email = $"u{i}@example.com", Name = "Ann" };
            Assert.Null(limits.Enter(client, SignUp, signUp));
            var exception = Record.Exception(() => limits.Enter(From("192.0.2.1"), SignUp, signUp)!.Dispose());
            Assert.Equal(i < 2 ? null : ErrorCodes.RateLimited, (exception as ProblemException)?.Code);
        }
    }

    [Fact]
    public void A_change_of_ones_name_is_not_counted()
    {
        using var limits = Create("1");
        var rename = CapabilityCatalogue.Find("user", "update_profile")!;
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(limits.Enter(From("192.0.2.1"), rename, new UpdateProfileRequest { UserId = "u", Name = "Ann" }));
        }
    }

    [Fact]
    public void An_account_has_so_many_passwords_a_minute_from_one_caller_whatever_its_letters_and_whether_it_exists()
    {
        using var limits = Create("1000", perAccount: "3");
        var (here, client) = (From("192.0.2.1"), Callers.CounterOf("spiffe://agentweave.io/client/shop"));
        foreach (var email in new[] { "ann@example.com", "ANN@example.com", "Ann@Example.com" })
        {
            limits.Enter(here, SignIn, Guess(email))!.Dispose();
            limits.Enter(client, SignIn, Guess(email))!.Dispose();
        }

        foreach (var caller in new[] { here, client })
        {
            for (var i = 0; i < 2; i++)
            {
                var refused = Assert.Throws<ProblemException>(() => limits.Enter(caller, SignIn, Guess("ann@example.com")));
                Assert.Equal((ErrorCodes.RateLimited, 60), (refused.Code, refused.RetryAfter!.Value.TotalSeconds));
            }
        }

        limits.Enter(From("198.51.100.7"), SignIn, Guess("ann@example.com"))!.Dispose();
        limits.Enter(here, SignIn, Guess("bob@example.com"))!.Dispose();
    }

    [Fact]
    public void A_users_own_password_is_counted_by_the_user()
    {
        using var limits = Create("1000", perAccount: "1");
        var change = CapabilityCatalogue.Find("user", "update_profile")!;
        UpdateProfileRequest request = new() { UserId = "u-1", Email = "a@example.com", CurrentPassword = "correct horse" };
        limits.Enter(From("192.0.2.1"), change, request)!.Dispose();

        Assert.Throws<ProblemException>(
            () => limits.Enter(From("192.0.2.1"), change, new UpdateProfileRequest(request) { Email = "b@example.com" }));
        Assert.Null(limits.Enter(From("192.0.2.1"), change, new UpdateProfileRequest { UserId = "u-1", Name = "Ann" }));
    }

    private static AuthenticateRequest Guess(string email) => new() { Email = email, Password = "correct horse" };

    private static ProblemException AssertRefused(PasswordLimits limits, string address)
    {
        var refused = Assert.Throws<ProblemException>(() => limits.Enter(From(address), SignUp, WithPassword));
        Assert.Equal(ErrorCodes.RateLimited, refused.Code);
        return refused;
    }

    private static PasswordLimits Create(string perMinute, string perAccount = "1000", string perClient = "1000") => new(new AgentSettings(
        new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("agentweave:limits:address_passwords_per_minute", perMinute),
            new("agentweave:limits:client_passwords_per_minute", perClient),
            new("agentweave:limits:account_passwords_per_minute", perAccount),
        ]).Build()));

    private static CallerCounter From(string address)
    {
        var context = Requests.Create("POST");
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return Callers.CounterOf(context);
    }
}
