using System.Security.Cryptography;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.Testing;
using Rego.Tests.Bundles;

namespace Ecommerce.ServiceDefaults.Tests.Authorization;

/// <summary>Policies as a signed bundle: which one an agent starts with, and which one it goes on with.</summary>
public sealed class PolicyBundleTests : IDisposable
{
    private const string Allow = "package order.authz\n\ndecision := true\n";
    private const string Deny = "package order.authz\n\ndecision := false\n";

    private static readonly AgentInfo Agent = new("order", "agentweave.io");

    private readonly TestFolder _folder = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private string Bundle => _folder.At("bundle.tar.gz");

    public PolicyBundleTests() => File.WriteAllText(_folder.At("keys.pem"), _key.ExportSubjectPublicKeyInfoPem());

    public void Dispose()
    {
        _key.Dispose();
        _other.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_greater_revision_takes_the_place_of_a_smaller_one_and_nothing_else_does()
    {
        Put(_key, "7", Allow);
        var engine = Start();
        Assert.True(await DecideAsync(engine));

        foreach (var (change, problem) in new (Action, string)[]
        {
            (() => Put(_key, "7", Deny), "revision 7 is not greater than 7"),
            (() => Put(_key, "6", Deny), "revision 6 is not greater than 7"),
            (() => Put(_key, "next", Deny), "its revision is \"next\" and must be a number"),
            (() => Put(_other, "8", Deny), "it is not signed by a known key"),
            (() => File.WriteAllText(Bundle, "nothing"), "the archive cannot be read"),
            (() => File.Delete(Bundle), "cannot be read"),
            (PutFolder, "no folder takes a bundle's place"),
        })
        {
            change();
            Assert.False(engine.Refresh() || engine.Refresh());
            Assert.StartsWith("revision 7-", engine.Stale, StringComparison.Ordinal);
            Assert.Contains(problem, engine.Stale, StringComparison.Ordinal);
            Assert.True(await DecideAsync(engine));
        }

        Directory.Delete(Bundle, recursive: true);
        Put(_key, "8", Deny);
        engine.Refresh();
        Assert.True(engine.Refresh());
        Assert.Null(engine.Stale);
        Assert.False(await DecideAsync(engine));
    }

    [Fact]
    public void An_agent_starts_with_no_bundle_that_is_unsigned_older_than_it_may_be_or_of_another_key()
    {
        Put(_key, "7", Allow);
        RefuseStart("authorization.policy_keys_file must name the keys", ("authorization:policy_keys_file", ""));
        RefuseStart("less than authorization.policy_min_revision, 8", ("authorization:policy_min_revision", "8"));
        RefuseStart("is not used: Could not find", ("authorization:policy_keys_file", _folder.At("none")));
        Put(_other, "7", Allow);
        RefuseStart("it is not signed by a known key");
        Put(_key, "", Allow);
        RefuseStart("its revision is \"\" and must be a number");
    }

    [Fact]
    public void In_development_a_bundle_may_be_unsigned_unless_there_is_a_key()
    {
        Put(_other, "1", Allow);
        Assert.StartsWith(
            "1-", Start(("agent:environment", "development"), ("authorization:policy_keys_file", "")).Revision, StringComparison.Ordinal);
        RefuseStart("it is not signed by a known key", ("agent:environment", "development"));
    }

    [Fact]
    public async Task Its_data_say_who_operates_and_what_else_policies_know_but_not_what_this_agent_is()
    {
        var policy = """
            package order.authz

            decision if {
                data.operators == ["spiffe://agentweave.io/client/signed"]
                data.region == "eu"
                data.trust_domain == "agentweave.io"
                data.capabilities.order
            }

            default decision := false
            """;
        File.WriteAllBytes(Bundle, BundleWriter.Signed(
            _key, "1", policy,
            """{"capabilities":{},"operators":["spiffe://agentweave.io/client/signed"],"region":"eu","trust_domain":"evil.example"}"""));
        Assert.True(await DecideAsync(Start(("authorization:operators:0", "spiffe://agentweave.io/client/set"))));
    }

    private static async Task<bool> DecideAsync(RegoPolicyEngine engine)
    {
        var question = new AuthorizationRequest(
            Direction.Inbound, Agent.IdOf("gateway"), Agent.SpiffeId, "get_order", Agent.IdOf("gateway"), UserId: null, Request: null);
        return (await engine.EvaluateAsync(PolicyRule.Decision, question, TestContext.Current.CancellationToken)).Decision.Allow;
    }

    private void Put(ECDsa key, string revision, string policy) =>
        File.WriteAllBytes(Bundle, BundleWriter.Signed(key, revision, policy));

    private void PutFolder()
    {
        Directory.CreateDirectory(Bundle);
        File.WriteAllText(Path.Combine(Bundle, "order.rego"), Deny);
    }

    private void RefuseStart(string problem, params (string Key, string Value)[] settings) => Assert.Contains(
        problem, Assert.Single(Assert.Throws<AgentSetupException>(() => Start(settings)).Problems), StringComparison.Ordinal);

    // Later values take the place of earlier ones.
    private RegoPolicyEngine Start(params (string Key, string Value)[] settings) => Engines.Rego(Agent, Engines.Settings(
        [.. new[]
            {
                ("authorization:policy_path", Bundle), ("authorization:policy_keys_file", _folder.At("keys.pem")),
                ("agent:environment", "production"),
            }.Concat(settings).GroupBy(setting => setting.Item1).Select(group => group.Last())]));
}
