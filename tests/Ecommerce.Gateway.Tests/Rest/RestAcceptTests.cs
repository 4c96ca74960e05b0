using Ecommerce.Contracts;
using Ecommerce.Gateway.Rest;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Gateway.Tests.Rest;

public sealed class RestAcceptTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("*/*", null)]
    [InlineData("application/json", null)]
    [InlineData("application/json; charset=utf-8", null)]
    [InlineData("APPLICATION/*;q=0.1", null)]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8", null)]
    [InlineData("application/json, */*;q=0", null)]
    [InlineData("text/html", ErrorCodes.NotAcceptable)]
    [InlineData("application/json;q=0", ErrorCodes.NotAcceptable)]
    [InlineData("application/json;q=0, */*", ErrorCodes.NotAcceptable)]
    [InlineData("application/json; charset=utf-16", ErrorCodes.NotAcceptable)]
    [InlineData("text/event-stream", ErrorCodes.NotAcceptable)]
    [InlineData("json", ErrorCodes.InvalidRequest)]
    public void An_answer_must_be_accepted(string? accept, string? code)
    {
        var context = Requests.Create("GET");
        if (accept is not null)
        {
            context.Request.Headers.Accept = accept;
        }

        Assert.Equal(code, Refusal(() => RestAccept.RequireAccepted(context.Request, RestAccept.Json)));
    }

    [Theory]
    [InlineData("application/json", null, null)]
    [InlineData("Application/JSON; charset=UTF-8", null, null)]
    [InlineData("application/json; charset=\"utf-8\"", "identity", null)]
    [InlineData("application/json", "gzip", ErrorCodes.UnsupportedMediaType)]
    [InlineData("application/json; charset=utf-16", null, ErrorCodes.UnsupportedMediaType)]
    [InlineData("application/json; charset=iso-8859-1", null, ErrorCodes.UnsupportedMediaType)]
    [InlineData("application/json-patch+json", null, ErrorCodes.UnsupportedMediaType)]
    [InlineData("application/problem+json", null, ErrorCodes.UnsupportedMediaType)]
    [InlineData("text/plain", null, ErrorCodes.UnsupportedMediaType)]
    [InlineData("nonsense", null, ErrorCodes.UnsupportedMediaType)]
    public void A_body_must_be_plain_JSON(string type, string? coding, string? code)
    {
        var context = Requests.Create("POST", "{}");
        context.Request.ContentType = type;
        if (coding is not null)
        {
            context.Request.Headers.ContentEncoding = coding;
        }

        Assert.Equal(code, Refusal(() => RestAccept.RequireJson(context)));
    }

    private static string? Refusal(Action check) => (Record.Exception(check) as ProblemException)?.Code;
}
