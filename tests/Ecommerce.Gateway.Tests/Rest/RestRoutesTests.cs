using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Development;
using Ecommerce.Gateway.Rest;

namespace Ecommerce.Gateway.Tests.Rest;

public sealed partial class RestRoutesTests
{
    public static TheoryData<string> Routes => [.. RestRoutes.All.Select(route => $"{route.Verb} {route.Path}")];

    [Theory]
    [MemberData(nameof(Routes))]
    public void A_path_names_fields_of_the_request_and_a_location_fields_of_the_reply(string name)
    {
        var route = RestRoutes.All.Single(route => $"{route.Verb} {route.Path}" == name);
        Assert.All(Names(route.Path), field => Assert.NotNull(route.Capability.Request.FindFieldByName(field)));
        Assert.All(Names(route.Created ?? ""), field => Assert.NotNull(route.Capability.Response.FindFieldByName(field)));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void What_a_proxy_may_repeat_changes_nothing(string name)
    {
        var route = RestRoutes.All.Single(route => $"{route.Verb} {route.Path}" == name);
        Assert.Equal(route.Verb == "GET", route.Capability.Idempotency == Idempotency.Safe);
    }

    [Fact]
    public void No_route_leads_to_what_only_agents_may_do() =>
        Assert.DoesNotContain(RestRoutes.All, route => route.Capability.Audience == Audience.Unspecified);

    [Fact]
    public void The_documentation_tells_of_every_route_and_every_code()
    {
        var page = File.ReadAllText(RepositoryRoot.At("docs", "rest.md"));
        var codes = typeof(ErrorCodes).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
        Assert.All(RestRoutes.All, route => Assert.Contains($"| `{route.Verb} {route.Path}` |", page, StringComparison.Ordinal));
        Assert.All(codes, code => Assert.Contains($"`{code}`", page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Names(string path) => Braces().Matches(path).Select(match => match.Groups[1].Value);

    [System.Text.RegularExpressions.GeneratedRegex(@"\{(\w+)\}")]
    private static partial System.Text.RegularExpressions.Regex Braces();
}
