using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using A2A;
using A2A.Cards;
using A2A.Json;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.Testing;
using Grpc.AspNetCore.Server.Model;
using Spiffe;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.ServiceDefaults.Tests.A2A;

/// <summary>An agent's card: what its caller may see, signed with the agent's SVID.</summary>
public sealed class AgentCardTests(PostgresFixture postgres)
{
    private const string Order = "spiffe://agentweave.io/agent/order";

    [Fact]
    public async Task A_card_has_what_its_caller_may_see_and_is_signed_by_the_agents_SVID()
    {
        await using var database = await CreateAsync();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = NewLeaf(key);
        var svid = X509Svid.Parse(Order, leaf.RawData, key.ExportPkcs8PrivateKey());
        await using var agent = await TaskAgent.StartAsync(database, svid: svid);
        var http = agent.HttpOf(TaskAgent.Admin);

        using var answer = await http.GetAsync(new Uri(A2AProtocol.CardPath, UriKind.Relative), CancellationToken.None);
        var card = A2AJson.Parse<AgentCard>(await answer.Content.ReadAsStringAsync(CancellationToken.None));

        Assert.Equal(
            [
                "describe_agent", "get_checkout", "get_order", "list_books", "list_checkouts", "read_audit", "retry_checkout",
                "watch_decisions",
            ],
            card.Skills.Select(skill => skill.Id).Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                ("JSONRPC", "https://order.example:8445/a2a"), ("HTTP+JSON", "https://order.example:8445/a2a"),
                ("GRPC", "order.example:8445"),
            ],
            card.SupportedInterfaces.Select(way => (way.ProtocolBinding, way.Url)));
        Assert.All(card.Skills, skill => Assert.StartsWith("{", Assert.Single(skill.Examples), StringComparison.Ordinal));
        var schemas = Assert.Single(card.Capabilities.Extensions, extension => extension.Uri == SkillSchemas.ExtensionUri).Params
            .Fields["skills"].StructValue.Fields;
        Assert.Equal(card.Skills.Select(skill => skill.Id).Order(), schemas.Keys.Order());
        Assert.Equal(
            "order_id", schemas["get_order"].StructValue.Fields["request"].StructValue.Fields["required"].ListValue.Values[0].StringValue);
        var signer = Assert.Single(await CardSignatures.VerifyAsync(
            card, (header, _) => new(header.KeyId == Order ? key : null), CancellationToken.None));
        Assert.Equal(leaf.RawData, signer.Certificates[0]);
        Assert.True(answer.Headers.CacheControl!.Private);
        Assert.NotEmpty(answer.Headers.Vary);

        using var again = await http.GetAsync(new Uri(A2AProtocol.CardPath, UriKind.Relative), CancellationToken.None);
        Assert.Equal(answer.Headers.ETag, again.Headers.ETag);
        Assert.Equal(card, A2AJson.Parse<AgentCard>(await again.Content.ReadAsStringAsync(CancellationToken.None)));
        using var other = agent.HttpOf("agent/inventory");
        Assert.Equal(403, (int)(await other.GetAsync(new Uri(A2AProtocol.CardPath, UriKind.Relative), CancellationToken.None)).StatusCode);
    }

    [Fact]
    public void What_holds_a_secret_is_no_skill()
    {
        foreach (var (agent, name) in new[] { (AgentNames.User, "authenticate"), (AgentNames.User, "create_user") })
        {
            Assert.False(AgentCards.IsSkill(CapabilityCatalogue.Find(agent, name)!));
        }

        Assert.True(AgentCards.IsSkill(CapabilityCatalogue.Find(AgentNames.Order, "create_order")!));
    }

    [Fact]
    public async Task No_method_of_gRPC_is_bound_but_by_the_agent()
    {
        await using var database = await CreateAsync();
        await using var agent = await TaskAgent.StartAsync(database);

        Assert.Single(agent.ServicesOf<IServiceMethodProvider<PlayedOrders>>());
    }

    private Task<TestDatabase> CreateAsync() => postgres.CreateDatabaseAsync("orders", typeof(AgentCardTests).Assembly);

    private static X509Certificate2 NewLeaf(ECDsa key)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(Order));
        var request = new CertificateRequest("O=SPIFFE", key, HashAlgorithmName.SHA256)
        {
            CertificateExtensions =
            {
                names.Build(),
                new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true),
                new X509BasicConstraintsExtension(false, false, 0, true),
            },
        };
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddMinutes(-1), now.AddHours(1));
    }
}
