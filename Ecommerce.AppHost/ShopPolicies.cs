using Ecommerce.Development;
using Spiffe.Hosting;

namespace Ecommerce.AppHost;

/// <summary>Adds what decides policies from outside.</summary>
internal static class ShopPolicies
{
    /// <summary>
    /// With <c>Policy=opa</c>, an OPA server with the same policies that agents evaluate in process; null where they do.
    /// </summary>
    public static IResourceBuilder<OpaResource>? AddPolicyServer(this IDistributedApplicationBuilder builder) =>
        (builder.Configuration["Policy"] ?? "rego") switch
        {
            "rego" => null,
            "opa" => builder.AddOpa("opa", RepositoryRoot.At("policies"), RepositoryRoot.At("deploy", "opa", "data.json"))
                .WithArgs("--ignore", "tests"),
            var other => throw new DistributedApplicationException($"Policy is rego or opa, not {other}."),
        };

    /// <summary>Lets the agent ask that server.</summary>
    public static IResourceBuilder<ProjectResource> WithPolicyServer(
        this IResourceBuilder<ProjectResource> agent, IResourceBuilder<OpaResource>? opa) => opa is null ? agent : agent
            .WithEnvironment("AGENTWEAVE_AUTHORIZATION_PROVIDER", "opa")
            .WithEnvironment("AGENTWEAVE_AUTHORIZATION_OPA_ENDPOINT", opa.Resource.Endpoint)
            .WithReferenceRelationship(opa)
            .WaitFor(opa);
}
