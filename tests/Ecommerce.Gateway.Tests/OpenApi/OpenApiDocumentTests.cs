using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Validation;
using Ecommerce.Gateway.OpenApi;
using Ecommerce.Gateway.Rest;
using Ecommerce.ServiceDefaults.Capabilities;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Ecommerce.Gateway.Tests.OpenApi;

public sealed class OpenApiDocumentTests
{
    private static readonly JsonNode Document = JsonNode.Parse(OpenApiDocument.Bytes)!;

    public static TheoryData<string> Bodies =>
        [.. RestRoutes.All.Where(route => !route.IsRaw && Operation(route)["requestBody"] is not null).Select(NameOf)];

    [Fact]
    public async Task It_tells_of_every_path_and_method_that_is_mapped_and_of_no_other()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapRest();
        List<string> mapped = [];
        foreach (var endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>())
        {
            var context = Requests.Create("OPTIONS");
            await endpoint.RequestDelegate!(context);
            mapped.AddRange(context.Response.Headers.Allow.ToString().Split(", ").Where(verb => verb is not ("HEAD" or "OPTIONS"))
                .Select(verb => $"{verb} {endpoint.RoutePattern.RawText}"));
        }

        var told = Document["paths"]!.AsObject().SelectMany(
            path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));
        Assert.NotEmpty(mapped);
        Assert.Equal(mapped.Order(), told.Order());
    }

    [Fact]
    public void Operations_have_names_of_their_own()
    {
        var names = Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject())
            .Select(operation => (string)operation.Value!["operationId"]!).ToList();
        Assert.Equal(names.Distinct(), names);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void An_example_of_a_body_is_a_valid_request_with_the_fields_of_the_path(string name)
    {
        var route = RestRoutes.All.Single(route => NameOf(route) == name);
        var request = Operation(route)["requestBody"]!["content"]!["application/json"]!["example"]!.DeepClone().AsObject();
        foreach (var parameter in Operation(route)["parameters"]?.AsArray() ?? [])
        {
            if ((string?)parameter!["in"] == "path")
            {
                request[(string)parameter["name"]!] = parameter["example"]!.DeepClone();
            }
        }

        Assert.Empty(RequestValidator.Validate(RequestJson.Parse(route.Capability, RequestJson.Check(request.ToJsonString()))));
    }

    [Fact]
    public void An_operation_lists_the_codes_that_only_its_rules_have()
    {
        Assert.Equal(
            ["idempotency_key_reused", "price_changed", "out_of_stock", "payment_declined", "insufficient_funds", "checkout_expired"],
            Codes("POST /orders", 422));
        Assert.Equal(["idempotency_key_in_use", "email_taken"], Codes("POST /users", 409));
        Assert.Equal(["not_found"], Codes("GET /orders/{order_id}", 404));
        Assert.Empty(Codes("GET /products", 422));
    }

    [Theory]
    [InlineData("GET /products", "[]")]
    [InlineData("POST /sessions", "[]")]
    [InlineData("DELETE /sessions", """[{},{"session":[],"csrf":[]}]""")]
    [InlineData("DELETE /users/{user_id}/sessions/{session_id}", """[{"bearer":[]},{"session":[],"csrf":[]},{"svid":[]}]""")]
    [InlineData("GET /users/{user_id}/sessions", """[{"bearer":[]},{"session":[]},{"svid":[]}]""")]
    public void An_operation_says_what_proves_its_caller(string name, string security) =>
        Assert.Equal(security, Operation(RestRoutes.All.Single(route => NameOf(route) == name))["security"]!.ToJsonString());

    [Fact]
    public void Whoever_names_a_user_has_to_be_proven() => Assert.All(
        RestRoutes.All.Where(route => route.HasInPath("user_id")),
        route => Assert.Equal("bearer", Operation(route)["security"]!.AsArray()[0]!.AsObject().Single().Key));

    [Fact]
    public void Every_code_that_is_listed_stands_at_its_status() =>
        Assert.All(Document["components"]!["responses"]!.AsObject(), response =>
        {
            var shape = Shape(response.Value!);
            Assert.All(
                shape["code"]!["enum"]!.AsArray(),
                code => Assert.Equal((int)shape["status"]!["const"]!, ErrorCodes.HttpStatus((string)code!)));
        });

    private static IEnumerable<string?> Codes(string name, int status)
    {
        var route = RestRoutes.All.Single(route => NameOf(route) == name);
        return (string?)Operation(route)["responses"]![$"{status}"]?["$ref"] is { } reference
            ? Shape(Document["components"]!["responses"]![reference["#/components/responses/".Length..]]!)["code"]!["enum"]!
                .AsArray().Select(code => (string?)code)
            : [];
    }

    private static JsonNode Shape(JsonNode response) =>
        response["content"]!["application/problem+json"]!["schema"]!["allOf"]![1]!["properties"]!;

    private static string NameOf(RestRoute route) => $"{route.Verb} {route.Path}";

    private static JsonNode Operation(RestRoute route) =>
        Document["paths"]![RestRoutes.Root + route.Path]![route.Verb.ToLowerInvariant()]!;
}
