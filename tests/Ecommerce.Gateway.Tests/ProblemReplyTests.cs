using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Google.Rpc;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Gateway.Tests;

public sealed class ProblemReplyTests
{
    [Theory]
    [InlineData(ErrorCodes.InvalidRequest, 400, null)]
    [InlineData(ErrorCodes.Unauthenticated, 401, null)]
    [InlineData(ErrorCodes.Forbidden, 403, null)]
    [InlineData(ErrorCodes.NotFound, 404, null)]
    [InlineData(ErrorCodes.MethodNotAllowed, 405, null)]
    [InlineData(ErrorCodes.NotAcceptable, 406, null)]
    [InlineData(ErrorCodes.RequestTimeout, 408, null)]
    [InlineData(ErrorCodes.UnsupportedMediaType, 415, null)]
    [InlineData(ErrorCodes.EmailTaken, 409, null)]
    [InlineData(ErrorCodes.PriceChanged, 422, null)]
    [InlineData(ErrorCodes.RateLimited, 429, "1")]
    [InlineData(ErrorCodes.Internal, 500, null)]
    [InlineData(ErrorCodes.Unavailable, 503, "1")]
    [InlineData(ErrorCodes.DeadlineExceeded, 504, null)]
    public async Task A_problem_has_the_status_of_its_code_and_says_when_to_come_again(string code, int status, string? retryAfter)
    {
        var (context, body) = await ReplyAsync(new ProblemException(code, "A sentence for people."));
        Assert.Equal((status, ProblemJson.MediaType), (context.Response.StatusCode, context.Response.ContentType));
        Assert.Equal(retryAfter, context.Response.Headers.RetryAfter.SingleOrDefault());
        Assert.Equal(status, (int)body["status"]!);
        Assert.Equal(code, (string?)body["code"]);
        Assert.Equal("A sentence for people.", (string?)body["detail"]);
        Assert.Equal("no-store", context.Response.Headers.CacheControl.Single());
    }

    [Theory]
    [InlineData(0.2, "1")]
    [InlineData(1.2, "2")]
    [InlineData(30, "30")]
    public async Task Retry_After_is_whole_seconds_and_never_too_few(double seconds, string header)
    {
        var (context, _) =
            await ReplyAsync(new ProblemException(ErrorCodes.IdempotencyKeyInUse, "Wait.", retryAfter: TimeSpan.FromSeconds(seconds)));
        Assert.Equal(header, context.Response.Headers.RetryAfter.Single());
    }

    [Fact]
    public async Task A_problem_tells_nothing_of_its_cause()
    {
        var (_, body) =
            await ReplyAsync(
                new ProblemException(ErrorCodes.Internal, "The agent failed.", inner: new InvalidOperationException("secret")));
        Assert.DoesNotContain("secret", body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_speaks_gRPC_is_answered_in_gRPC()
    {
        var context = Requests.Create("POST");
        (context.Request.Protocol, context.Request.ContentType) = ("HTTP/2", "application/grpc");
        await ProblemReply.WriteAsync(
            context, new ProblemException(ErrorCodes.RateLimited, "Slow down.", retryAfter: TimeSpan.FromSeconds(3)));
        var headers = context.Response.Headers;
        Assert.Equal((200, "application/grpc"), (context.Response.StatusCode, context.Response.ContentType));
        Assert.Equal(("8", "Slow%20down."), (headers["grpc-status"].Single(), headers["grpc-message"].Single()));
        var details = Status.Parser.ParseFrom(Convert.FromBase64String(headers["grpc-status-details-bin"].Single()!)).Details;
        Assert.Equal("RATE_LIMITED", details.Single(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>().Reason);
        Assert.Equal(3, details.Single(detail => detail.Is(RetryInfo.Descriptor)).Unpack<RetryInfo>().RetryDelay.Seconds);
        Assert.Equal(0, context.Response.Body.Length);
    }

    private static async Task<(HttpContext Context, JsonNode Body)> ReplyAsync(ProblemException problem)
    {
        var context = Requests.Create("GET");
        await ProblemReply.WriteAsync(context, problem);
        context.Response.Body.Position = 0;
        return (context, (await JsonNode.ParseAsync(context.Response.Body))!);
    }
}
