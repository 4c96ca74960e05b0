using System.Collections.Frozen;
using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.ServiceDefaults.Decisions;
using Google.Protobuf;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>
/// The document that policies see as <c>input</c>: <c>{direction, caller_spiffe_id, callee_spiffe_id, resource_spiffe_id, action, actor,
/// timestamp, caller_trust_domain, resource_trust_domain, context{}, request{}, user{user_id}?, token{scope}?}</c>. The request is as its
/// JSON has it, without secret fields. Thread-safe.
/// </summary>
public sealed class PolicyInput
{
    private const string Scheme = "spiffe://";

    // The length of 2026-01-31T12:34:56.789: the format "O" cut after its milliseconds.
    private const int TimeLength = 23;

    // The members that say what the call is. Each is a function of the request's direction, caller, callee and action.
    private static readonly string[] CallNames =
    [
        "direction", "caller_spiffe_id", "callee_spiffe_id", "resource_spiffe_id", "action", "caller_trust_domain", "resource_trust_domain",
    ];

    private static readonly string[] Names = [.. CallNames, "actor", "timestamp", "context", "request"];

    /// <summary>The members that do not differ between two requests of the same direction, caller, callee, action, actor and
    /// token.</summary>
    internal static readonly RegoKeys CallMembers = new([.. CallNames, "actor", "context", "token"]);

    /// <summary>The members that do not differ if the user is the same as well.</summary>
    internal static readonly RegoKeys CallAndUserMembers = new([.. CallNames, "actor", "context", "token", "user"]);

    private static readonly RegoKeys WithoutUser = new(Names);
    private static readonly RegoKeys WithUser = new([.. Names, "user"]);
    private static readonly RegoKeys WithToken = new([.. Names, "token"]);
    private static readonly RegoKeys WithBoth = new([.. Names, "token", "user"]);
    private static readonly RegoKeys User = new(["user_id"]);
    private static readonly RegoKeys Token = new(["scope"]);

    private static readonly RegoValue Empty = RegoValue.Object();
    private static readonly RegoValue Inbound = RegoValue.From("inbound");
    private static readonly RegoValue Outbound = RegoValue.From("outbound");

    private static readonly FrozenDictionary<string, RegoValue> Actions =
        CapabilityCatalogue.All.Select(capability => capability.Name).Distinct().ToFrozenDictionary(name => name, RegoValue.From);

    private static readonly FrozenDictionary<string, RegoValue> Tokens = Actions.ToFrozenDictionary(pair => pair.Key, TokenOf);

    private readonly string _self;
    private readonly string _trustDomain;
    private readonly RegoValue _selfValue;
    private readonly RegoValue _trustDomainValue;

    /// <summary>Prepares what an agent's inputs have in common.</summary>
    /// <param name="spiffeId">The SPIFFE ID of the agent that decides.</param>
    public PolicyInput(string spiffeId)
    {
        (_self, _trustDomain) = (spiffeId, TrustDomainOf(spiffeId).ToString());
        (_selfValue, _trustDomainValue) = (RegoValue.From(_self), RegoValue.From(_trustDomain));
    }

    /// <summary>Creates the input of a decision.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="now">The time of the decision.</param>
    public RegoValue Create(AuthorizationRequest request, DateTimeOffset now)
    {
        var (caller, callee) = (Id(request.Caller), Id(request.Callee));
        var user = request.UserId is { } id ? RegoValue.Object(User, [RegoValue.From(id)]) : null;
        var token = request.TokenScope is { } scope
            ? Tokens.GetValueOrDefault(scope) ?? TokenOf(KeyValuePair.Create(scope, RegoValue.From(scope))) : null;
        return RegoValue.Object(
            token is null ? (user is null ? WithoutUser : WithUser) : user is null ? WithToken : WithBoth,
            [
                request.Direction == Direction.Inbound ? Inbound : Outbound,
                caller,
                callee,
                callee,
                Actions.GetValueOrDefault(request.Action) ?? RegoValue.From(request.Action),
                TrustDomain(request.Caller),
                TrustDomain(request.Callee),
                request.Actor == request.Caller ? caller : Id(request.Actor),
                Time(now),
                Empty,
                request.Request is null ? Empty : Document(request.Request),
                token ?? user ?? Empty,
                user ?? Empty,
            ]);
    }

    /// <summary>Creates the input of a decision to try out, with members given by hand.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="now">The time of the decision.</param>
    /// <param name="further">
    /// An object. Its members <c>actor</c>, <c>timestamp</c>, <c>context</c>, <c>request</c>, <c>user</c> and <c>token</c> take the
    /// place of the request's, and members that an input does not have are added to it. What the call is, direction, IDs, trust domains
    /// and action, stays.
    /// </param>
    public RegoValue Create(AuthorizationRequest request, DateTimeOffset now, RegoValue further)
    {
        var own = Members(Create(request, now));
        return RegoValue.Object([.. own, .. Members(further), .. own.Where(member => CallNames.Contains(member.Name))]);
    }

    /// <summary>A message as its JSON has it, without secret fields.</summary>
    internal static RegoValue Document(IMessage message) => ContractJson.WriteWithoutSecrets(default(PolicyValueOutput), message).Document!;

    private static (string Name, RegoValue Value)[] Members(RegoValue document) =>
        [.. ((RegoObject)document).ToSortedArray().Select(member => (member.Key.Text!, member.Value))];

    private static RegoValue TokenOf(KeyValuePair<string, RegoValue> scope) => RegoValue.Object(Token, [scope.Value]);

    private static RegoValue Time(DateTimeOffset now)
    {
        Span<char> text = stackalloc char[TimeLength + 5];
        now.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[TimeLength] = 'Z';
        return RegoValue.From(text[..(TimeLength + 1)].ToString());
    }

    private static ReadOnlySpan<char> TrustDomainOf(string id)
    {
        var rest = id.AsSpan(Scheme.Length);
        var end = rest.IndexOf('/');
        return end < 0 ? rest : rest[..end];
    }

    private RegoValue Id(string id) => id == _self ? _selfValue : RegoValue.From(id);

    private RegoValue TrustDomain(string id) =>
        TrustDomainOf(id) is var domain && domain.SequenceEqual(_trustDomain) ? _trustDomainValue : RegoValue.From(domain.ToString());
}
