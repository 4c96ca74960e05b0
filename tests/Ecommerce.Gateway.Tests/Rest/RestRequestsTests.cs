using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Rest;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Gateway.Tests.Rest;

public sealed class RestRequestsTests
{
    private const string User = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

    [Fact]
    public async Task A_request_is_its_body_and_what_the_path_names()
    {
        var context = Requests.Create("PATCH", """{"name": "Ann"}""", path: ("user_id", User));
        var request = Assert.IsType<UpdateProfileRequest>(await context.ReadAsync("user", "update_profile"));
        Assert.Equal((UserId: User, Name: "Ann", HasEmail: false), (request.UserId, request.Name, request.HasEmail));
    }

    [Fact]
    public async Task A_query_fills_fields_of_their_types()
    {
        var context = Requests.Create("GET", query: $"?user_id={User}&page_size=7&page_token=t");
        var request = Assert.IsType<ListOrdersRequest>(await context.ReadAsync("order", "list_orders"));
        Assert.Equal((UserId: User, PageSize: 7, PageToken: "t"), (request.UserId, request.PageSize, request.PageToken));
    }

    [Theory]
    [InlineData("?page_size=7.5", "page_size")]
    [InlineData("?page_size=99999999999", "page_size")]
    [InlineData("?page_size=", "page_size")]
    [InlineData("?page_size=1&page_size=1", "page_size")]
    [InlineData("?PAGE_SIZE=1", "PAGE_SIZE")]
    [InlineData("?tier=premium", "tier")]
    public async Task A_query_that_does_not_fit_is_refused_and_named(string query, string field)
    {
        var problem =
            await Assert.ThrowsAsync<ProblemException>(() => Requests.Create("GET", query: query).ReadAsync("order", "list_orders"));
        Assert.Equal((ErrorCodes.InvalidRequest, field), (problem.Code, problem.Field));
    }

    [Theory]
    [InlineData("PUT", "set_password", "current_password")]
    [InlineData("PATCH", "update_profile", "name")]
    [InlineData("POST", "refresh_session", "refresh_token")]
    [InlineData("DELETE", "revoke_session", "refresh_token")]
    [InlineData("DELETE", "delete_user", "unknown")]
    public async Task A_query_beside_a_body_is_refused_and_named_and_what_it_holds_is_not(string verb, string action, string field)
    {
        var context = Requests.Create(verb, "{}", query: $"?{field}=a-secret");
        var problem = await Assert.ThrowsAsync<ProblemException>(() => context.ReadAsync("user", action));
        Assert.Equal((ErrorCodes.InvalidRequest, field), (problem.Code, problem.Field));
        Assert.DoesNotContain("a-secret", $"{problem} {problem.Violations[0]}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_a_provider_is_handed_on_byte_for_byte_with_the_headers_of_its_signature_alone()
    {
        const string Body = "{ \"id\" :\"evt_1\",\"id\":2, \u00e9 }\n";
        var context = Requests.Create("POST", Body, path: ("provider", "stripe"));
        context.Request.ContentType = "text/plain";
        context.Request.Headers["Stripe-Signature"] = new(["t=1,v1=a", "v1=b"]);
        context.Request.Headers["webhook-id"] = "1";
        context.Request.Headers.Authorization = "Bearer secret";
        context.Request.Headers.Cookie = "session=secret";

        var request = Assert.IsType<HandleProviderEventRequest>((await RestRequests.ReadRawAsync(context))());

        Assert.Equal(("stripe", Body), (request.Provider, request.Body.ToStringUtf8()));
        Assert.Equal(
            [("Stripe-Signature", "t=1,v1=a"), ("Stripe-Signature", "v1=b"), ("webhook-id", "1")],
            request.Headers.Select(header => (header.Name, header.Value)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_of_a_provider_is_bounded(bool saysItsLength)
    {
        var context = Requests.Create("POST", new string(' ', (256 * 1024) + 1), path: ("provider", "stripe"));
        context.Request.ContentLength = saysItsLength ? context.Request.Body.Length : null;
        var problem = await Assert.ThrowsAsync<ProblemException>(() => RestRequests.ReadRawAsync(context));
        Assert.Equal((ErrorCodes.InvalidRequest, "The body is larger than 262144 bytes."), (problem.Code, problem.Message));
    }

    [Fact]
    public async Task What_the_path_names_the_body_may_not_name_again()
    {
        var context = Requests.Create("PATCH", $$"""{"user_id": "{{User}}", "name": "Ann"}""", path: ("user_id", User));
        var problem = await Assert.ThrowsAsync<ProblemException>(() => context.ReadAsync("user", "update_profile"));
        Assert.Equal((ErrorCodes.InvalidRequest, "user_id"), (problem.Code, problem.Field));
    }

    [Fact]
    public async Task A_flood_of_items_is_refused_before_any_field_is_looked_at_and_costs_no_more_than_its_bytes()
    {
        var body = $$"""{"items": [{{string.Join(',', Enumerable.Repeat("{}", 250_000))}}]}""";
        var context = Requests.Create("POST", body);
        // The first request of a process also builds the catalogue.
        await Requests.Create("POST", "{}").ReadAsync("order", "create_order");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var problem = await Assert.ThrowsAsync<ProblemException>(() => context.ReadAsync("order", "create_order"));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((ErrorCodes.InvalidRequest, null), (problem.Code, problem.Field));
        Assert.Empty(problem.Violations);
        Assert.InRange(allocated, 0, 4 * body.Length);
    }

    [Fact]
    public async Task A_field_that_breaks_a_rule_is_not_told_before_the_policy_was_asked()
    {
        var context = Requests.Create("POST", """{"items": 1}""");

        var read = await RestRequests.ReadAsync(context, CapabilityCatalogue.Find("order", "create_order")!);

        Assert.Equal("items", Assert.Throws<ProblemException>(read).Field);
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_by_its_type_is_refused()
    {
        var context = Requests.Create("POST", """{"email": "a@b.example", "name": "Ann"}""");
        context.Request.ContentType = "text/plain";
        var problem = await Assert.ThrowsAsync<ProblemException>(() => context.ReadAsync("user", "create_user"));
        Assert.Equal(ErrorCodes.UnsupportedMediaType, problem.Code);
    }
}
