using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Privacy;

namespace Ecommerce.ServiceDefaults.Tests.Privacy;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("GET /api/v1/users/ann@example.com failed", "GET /api/v1/users/[redacted] failed")]
    [InlineData("?email=ann%40example.com&x=1", "?email=[redacted]&x=1")]
    [InlineData("Key (email)=(Zoë.Neil+x@sub.example) exists", "Key (email)=([redacted]) exists")]
    [InlineData("Authorization: Bearer abc.def-1", "Authorization: [redacted]")]
    [InlineData("authorization: basic dXNlcjpwYXNz", "authorization: [redacted]")]
    [InlineData("token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln ends", "token [redacted] ends")]
    [InlineData("cookie __Host-session=Ab3dEf6hIj9lMn2pQr5tUv8xYz1bCd4fGh7jKl0nOp3", "cookie __Host-session=[redacted]")]
    [InlineData("card 4111111111111111.", "card [redacted].")]
    [InlineData("card 4111 1111 1111 1111 and 5555-5555-5555-4444", "card [redacted] and [redacted]")]
    [InlineData("378282246310005", "[redacted]")]
    [InlineData("30569309025904, 4222222222222 and 6205500000000000004", "[redacted], [redacted] and [redacted]")]
    public void What_looks_like_a_secret_is_replaced(string text, string expected) => Assert.Equal(expected, Redaction.Of(text));

    [Theory]
    [InlineData("create_user ok resource=user/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b caller=spiffe://agentweave.io/client/cli in 12 ms")]
    [InlineData("policies of revision 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 from /srv/policies are in effect")]
    [InlineData("trace_id=4bf92f3577b34da6a3ce929d0e0e4736")]
    [InlineData("at 2026-11-22T09:14:28.123Z port 127.0.0.1:8443 order 4111111111111112")]
    [InlineData("at 1795339200000007 or 1795339200002, product/5901234123457 or 03600029145244")]
    [InlineData("at Ecommerce.ServiceDefaults.Capabilities.CapabilityInvoker.<InvokeAsync>d__12`2.MoveNext() in /src/Invoker.cs:line 173")]
    public void What_does_not_is_left_and_costs_no_copy(string text) => Assert.Same(text, Redaction.Of(text));

    [Fact]
    public async Task The_secret_fields_of_a_call_are_replaced_while_it_runs_and_no_longer()
    {
        const string Line = "could not hash 'correct horse 7' of ANN";
        await CallAsync();
        Assert.Same(Line, Redaction.Of(Line));

        static async Task CallAsync()
        {
            Redaction.Guard(new CreateUserRequest { Email = "ann", Name = "Ann", Password = "correct horse 7" });
            await Task.Yield();
            Assert.Equal("could not hash '[redacted]' of ANN", Redaction.Of(Line));
        }
    }

    [Fact]
    public void A_problem_repeats_no_secret()
    {
        var problem = new ProblemException("invalid_request", "ann@example.com is no field.", "ann@example.com");

        Assert.Equal("[redacted] is no field.", problem.Message);
        Assert.Equal(("[redacted]", "[redacted] is no field."), (problem.Field, problem.Violations[0].Description));
        Assert.Equal("[redacted]", problem.Violations[0].Field);
        Assert.Equal("[redacted]", ProblemException.Invalid([new("ann@example.com", "is unknown")]).Violations[0].Field);
    }
}
