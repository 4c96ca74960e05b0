using System.Net;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Limits;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.Gateway.Tests.Limits;

public sealed class PasswordLimitsTests
{
    private static readonly Capability SignUp = CapabilityCatalogue.Find("user", "create_user")!;

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
    public void Who_sends_no_password_is_not_counted()
    {
        using var limits = Create("1");
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(limits.Enter(From("192.0.2.1"), SignUp, new CreateUserRequest { Email = "ann@example.com", Name = "Ann" }));
        }
    }

    private static ProblemException AssertRefused(PasswordLimits limits, string address)
    {
        var refused = Assert.Throws<ProblemException>(() => limits.Enter(From(address), SignUp, WithPassword));
        Assert.Equal(ErrorCodes.RateLimited, refused.Code);
        return refused;
    }

    private static PasswordLimits Create(string perMinute) => new(new AgentSettings(new ConfigurationBuilder()
        .AddInMemoryCollection([new("agentweave:limits:address_passwords_per_minute", perMinute)]).Build()));

    private static DefaultHttpContext From(string address)
    {
        var context = Requests.Create("POST");
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context;
    }
}
