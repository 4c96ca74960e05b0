using Ecommerce.Contracts;
using Ecommerce.Contracts.Validation;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Tests.Errors;

public class GrpcProblemsTests
{
    public static TheoryData<string, int, StatusCode> Table => new()
    {
        { "invalid_request", 400, StatusCode.InvalidArgument },
        { "unauthenticated", 401, StatusCode.Unauthenticated },
        { "forbidden", 403, StatusCode.PermissionDenied },
        { "not_found", 404, StatusCode.NotFound },
        { "conflict", 409, StatusCode.AlreadyExists },
        { "email_taken", 409, StatusCode.AlreadyExists },
        { "idempotency_key_in_use", 409, StatusCode.Aborted },
        { "price_changed", 422, StatusCode.FailedPrecondition },
        { "out_of_stock", 422, StatusCode.FailedPrecondition },
        { "payment_declined", 422, StatusCode.FailedPrecondition },
        { "insufficient_funds", 422, StatusCode.FailedPrecondition },
        { "idempotency_key_reused", 422, StatusCode.FailedPrecondition },
        { "not_cancelable", 422, StatusCode.FailedPrecondition },
        { "refund_exceeds_payment", 422, StatusCode.FailedPrecondition },
        { "rate_limited", 429, StatusCode.ResourceExhausted },
        { "unavailable", 503, StatusCode.Unavailable },
        { "deadline_exceeded", 504, StatusCode.DeadlineExceeded },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_code_has_the_statuses_of_the_contract_and_survives_the_wire(string code, int http, StatusCode grpc)
    {
        Assert.Equal(http, ErrorCodes.HttpStatus(code));

        var sent = new ProblemException(code, "so it is", "items[0].sku", TimeSpan.FromSeconds(7)).ToRpcException();
        var received = sent.ToProblem();

        Assert.Equal(grpc, sent.StatusCode);
        Assert.Equal(code, received.Code);
        Assert.Equal(TimeSpan.FromSeconds(7), received.RetryAfter);
        Assert.Equal("items[0].sku", received.Field);
        Assert.True(received.IsFromPeer);
    }

    [Fact]
    public void Every_field_that_broke_a_rule_survives_the_wire()
    {
        FieldViolation[] violations = [new("email", "no mailbox"), new("name", "required")];

        var received = ProblemException.Invalid(violations).ToRpcException().ToProblem();

        Assert.Equal(violations, received.Violations);
    }

    [Fact]
    public void A_transport_that_fails_tells_a_caller_nothing_of_addresses()
    {
        var failed = new RpcException(new(StatusCode.Unavailable, "Connection refused (127.0.0.1:8444)"));

        var problem = failed.ToProblem();

        Assert.Equal("unavailable", problem.Code);
        Assert.DoesNotContain("127.0.0.1", problem.Message, StringComparison.Ordinal);
        Assert.False(problem.IsFromPeer);
    }

    [Fact]
    public void A_handshake_that_failed_is_unavailable_and_no_fault_of_the_peer()
    {
        // As gRPC for .NET tells it: the verification refused who answered.
        var cause =
            new HttpRequestException(
                "The SSL connection could not be established", new System.Security.Authentication.AuthenticationException("spiffe://x"));

        var problem = new RpcException(new(StatusCode.Internal, "Error starting gRPC call. spiffe://x", cause)).ToProblem();

        Assert.Equal("unavailable", problem.Code);
        Assert.Equal(TimeSpan.FromSeconds(1), problem.RetryAfter);
        Assert.DoesNotContain("spiffe", problem.Message, StringComparison.Ordinal);
        Assert.Equal("internal", new RpcException(new(StatusCode.Internal, "The agent failed.")).ToProblem().Code);
    }
}
