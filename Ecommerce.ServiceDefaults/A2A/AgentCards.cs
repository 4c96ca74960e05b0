using System.Collections.Concurrent;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using A2A;
using A2A.Cards;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Schemas;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Spiffe;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// The agent's cards: one for each set of skills that a caller may see. They are signed with the key of the agent's SVID, so that whoever
/// knows its trust domain's bundle can tell whose card it is, wherever it came from.
/// </summary>
/// <param name="agent">The agent.</param>
/// <param name="identity">Its SVIDs; null while it has none.</param>
/// <param name="pushes">Whether it sends push notifications.</param>
/// <param name="words">Whether it answers plain words.</param>
internal sealed class AgentCards(AgentInfo agent, Func<X509Svid?> identity, bool pushes, bool words = false)
{
    /// <summary>Where JSON-RPC is posted to, and below which HTTP with JSON lies.</summary>
    public const string Path = "/a2a";

    // Of different SVIDs, callers and addresses; a policy has a handful.
    private const int MostKept = 256;
    private const string Json = MediaTypeNames.Application.Json;

    private readonly ConcurrentDictionary<(X509Svid Svid, Uri Address, bool IsPublic, string Skills), AgentCard> _signed = new();

    /// <summary>What the agent promises to those who use its tasks.</summary>
    public AgentCapabilities Capabilities { get; } =
        new() { Streaming = true, PushNotifications = pushes, ExtendedAgentCard = true };

    /// <summary>
    /// Whether a capability can be a skill: tasks are stored, and secrets are not. By <c>route</c> any other could be reached.
    /// </summary>
    public static bool IsSkill(Capability capability) => capability.Name != "route" && !Secrets.MayBeIn(capability);

    /// <summary>The signed card; ECDSA gives another signature each time, so it is kept as long as the SVID is the agent's.</summary>
    /// <param name="address">Where the agent listens, such as <c>https://order:8445</c>.</param>
    /// <param name="isPublic">Whether that is the gateway's public port.</param>
    /// <param name="skills">What the caller may see.</param>
    /// <exception cref="ProblemException"><c>unavailable</c>: the agent has no SVID.</exception>
    public AgentCard Of(Uri address, bool isPublic, IReadOnlyList<Capability> skills)
    {
        var svid = identity() ?? throw ProblemException.Unavailable("The agent has no identity at the moment.");
        if (_signed.Count >= MostKept)
        {
            _signed.Clear();
        }

        return _signed.GetOrAdd(
            (svid, address, isPublic, string.Join(' ', skills.Select(skill => skill.Name))),
            _ => Sign(Create(address, isPublic, skills), svid));
    }

    private AgentCard Create(Uri address, bool isPublic, IReadOnlyList<Capability> skills) => new()
    {
        Name = $"{char.ToUpperInvariant(agent.Name[0])}{agent.Name[1..]} agent",
        Description = $"The {agent.Name} agent of the shop {agent.TrustDomain}. A message names a skill in its metadata as "
            + $"{SkillName.Member}, and has the skill's request as its one part of data."
            + (words ? " A message of text that names none is a question in plain words." : ""),
        Version = agent.Version,
        Capabilities = new(Capabilities) { Extensions = { SkillSchemas.Of(skills) } },
        SupportedInterfaces = { Interfaces(address, isPublic) },
        DefaultInputModes = { words ? [Json, MediaTypeNames.Text.Plain] : [Json] },
        DefaultOutputModes = { Json },
        SecuritySchemes = { [isPublic ? "user" : "spiffe"] = isPublic ? Bearer : MutualTls },
        // Not an empty list: what is empty some libraries leave out before they verify a signature.
        SecurityRequirements =
        {
            new SecurityRequirement
            {
                Schemes = { [isPublic ? "user" : "spiffe"] = new() { List = { isPublic ? "access-token" : "x509-svid" } } },
            },
        },
        Skills = { skills.Select(Skill) },
    };

    private static SecurityScheme MutualTls => new()
    {
        MtlsSecurityScheme = new() { Description = "Mutual TLS with X.509-SVIDs; the agent's is in the signature of this card." },
    };

    private static SecurityScheme Bearer => new()
    {
        HttpAuthSecurityScheme = new()
        {
            Scheme = "Bearer",
            BearerFormat = "JWT",
            Description = "A user's access token, which POST /api/v1/sessions gives for a password.",
        },
    };

    // gRPC is for mutual TLS, as all of it.
    private static IEnumerable<AgentInterface> Interfaces(Uri address, bool isPublic)
    {
        yield return Interface(A2AProtocol.JsonRpc, new Uri(address, Path).ToString());
        yield return Interface(A2AProtocol.HttpJson, new Uri(address, Path).ToString());
        if (!isPublic)
        {
            yield return Interface(A2AProtocol.Grpc, address.Authority);
        }
    }

    private static AgentInterface Interface(string binding, string url) =>
        new() { Url = url, ProtocolBinding = binding, ProtocolVersion = A2AProtocol.Version };

    private static AgentSkill Skill(Capability capability)
    {
        var words = capability.Name.Replace('_', ' ');
        return new()
        {
            Id = capability.Name,
            Name = $"{char.ToUpperInvariant(words[0])}{words[1..]}",
            Description = capability.Description,
            Examples = { MessageExamples.Request(capability).ToJsonString() },
            Tags =
            {
                capability.Agent,
                capability.Idempotency == Contracts.V1.Idempotency.Safe ? "read" : "change",
                capability.ServerStreaming ? "stream" : "call",
            },
        };
    }

    private static AgentCard Sign(AgentCard card, X509Svid svid)
    {
        using var key = (AsymmetricAlgorithm?)svid.Leaf.GetECDsaPrivateKey() ?? svid.Leaf.GetRSAPrivateKey()!;
        CardSignatures.Sign(card, key, svid.Id.ToString(), [svid.Leaf, .. svid.Intermediates]);
        return card;
    }
}
