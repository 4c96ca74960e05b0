using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Decisions;
using Rego;

namespace Ecommerce.Cli.Authz;

/// <summary>Who may call what: every capability and every kind of caller, decided by the policies, as a text to review.</summary>
internal static class PolicyMatrix
{
    private const string Partner = "spiffe://partner.example/agent/any";
    private const string Nobody = "–";
    private static readonly string Public = Registrations.AgentId(AgentNames.Gateway);
    private static readonly string Operator = $"spiffe://{Registrations.TrustDomain}/client/cli";
    private static readonly string Client = $"spiffe://{Registrations.TrustDomain}/client/other";
    private static readonly string Admin = Registrations.AgentId(AgentNames.Admin);

    // Who comes with a user's token.
    private static readonly string[] Signed = [Public, Client, Operator];

    // What a request holds that a rule may read. Without an entry, a capability is asked for with an empty one.
    private static readonly (string Agent, string Action, string Title, string Request)[] Requests =
    [
        ("user", "create_user", "create_user", """{"email": "a@b.example", "name": "Ann"}"""),
        ("user", "create_user", "create_user with a tier", """{"email": "a@b.example", "name": "Ann", "tier": "premium"}"""),
        ("user", "revoke_session", "revoke_session by its token", "{}"),
        ("user", "revoke_session", "revoke_session by its ID", """{"session_id": "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"}"""),
    ];

    private static readonly (string Title, Func<Row, string> Cell)[] Columns =
    [
        ("agents", row => Names(row, AgentNames.All)),
        ("admin", row => Of(row, new MatrixCaller(Admin, IsRouted: false, HasUser: false))),
        ("admin, routed", row => Of(row, new MatrixCaller(Admin, IsRouted: true, HasUser: false))),
        ("operator", row => Of(row, new MatrixCaller(Operator, IsRouted: true, HasUser: false))),
        ("other client", row => Of(row, new MatrixCaller(Client, IsRouted: true, HasUser: false))),
        ("anonymous", row => Of(row, new MatrixCaller(Public, IsRouted: true, HasUser: false))),
        ("owner", row => Of(row, [.. Signed.Select(id => new MatrixCaller(id, IsRouted: true, HasUser: true))])),
        ("stranger", row => Strange(row, [.. Signed.Select(id => new MatrixCaller(id, IsRouted: true, HasUser: true))])),
        ("federated", row => Of(row, new MatrixCaller(Partner, IsRouted: false, HasUser: false))),
        ("federated, for a user", row => Of(row, new MatrixCaller(Partner, IsRouted: false, HasUser: true))),
    ];

    /// <summary>The columns' titles.</summary>
    public static IReadOnlyList<string> Titles { get; } = [.. Columns.Select(column => column.Title)];

    /// <summary>Asks the policies: of each agent its capabilities, each with a cell for each column.</summary>
    /// <exception cref="CommandException">A policy does not load.</exception>
    public static IReadOnlyList<(string Agent, IReadOnlyList<(string Title, IReadOnlyList<string> Cells)> Rows)> Read()
    {
        var policy = PolicyCheck.Load((Partner, AgentNames.All.SelectMany(Rows).Select(row => row.Action).Distinct()));
        return
        [
            .. from agent in AgentNames.All
               select (agent, (IReadOnlyList<(string, IReadOnlyList<string>)>)
               [
                   .. from row in Rows(agent)
                      let asked = row with { Policy = policy }
                      select (row.Title, (IReadOnlyList<string>)[.. Columns.Select(column => column.Cell(asked))]),
               ]),
        ];
    }

    /// <summary>The text of <c>policies/matrix.md</c>.</summary>
    /// <exception cref="CommandException">A policy does not load.</exception>
    public static string Write()
    {
        var text = new StringBuilder(
            """
            # Who may call what
            Written by `bin/ecommerce authz matrix` from the policies beside it; a test fails while it says something else. A change here is
            what a change of a policy means: review it as one.

            - **any**: whoever it is about. **own**: what belongs to the user whose token comes with it. **–**: denied by one of the
              policies on the way (the caller's, the gateway's, the callee's).
            - *agents*: the agents that ask by themselves, without an outside caller. *admin*: `agent/admin`, which calls the agent itself;
              *routed*, by way of the gateway, as the next five. *operator*: a client in `data.operators`. *other client*: any other SVID
              of a client. *anonymous*: the public port. *owner* and *stranger*: with a user's token, at the public port or as a client;
              what is about that user, and what is not. *federated*: another trust domain's ID, if `data.federation` grants it the action.


            """.ReplaceLineEndings("\n"));
        foreach (var (agent, rows) in Read())
        {
            text.Append($"## {agent}\n| |{string.Join('|', Titles.Select(title => $" {title} "))}|\n");
            text.Append($"|---|{string.Concat(Titles.Select(_ => "---|"))}\n");
            foreach (var (title, cells) in rows)
            {
                text.Append($"| {title} | {string.Join(" | ", cells)} |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static IEnumerable<Row> Rows(string agent)
    {
        foreach (var name in CapabilityCatalogue.Of(agent).Select(capability => capability.Name))
        {
            var requests = Requests.Where(request => request.Agent == agent && request.Action == name).ToArray();
            foreach (var (_, _, title, request) in requests.Length > 0 ? requests : [(agent, name, name, "{}")])
            {
                yield return new(agent, name, title, request);
            }
        }

        foreach (var name in AuthorizationRequest.OtherActions)
        {
            yield return new(agent, name, name, "{}");
        }
    }

    private static string Names(Row row, IEnumerable<string> agents)
    {
        var names = agents.Where(agent => agent != row.Agent
            && row.Ask(new(Registrations.AgentId(agent), IsRouted: false, HasUser: false)) is not null).ToArray();
        return names.Length == 0 ? Nobody : string.Join(", ", names);
    }

    // Ways that differ stand side by side, so that it shows.
    private static string Of(Row row, params MatrixCaller[] ways) => string.Join(" / ", ways.Select(way => row.Ask(way) switch
    {
        null => Nobody,
        Scope.Any => "any",
        _ => "own",
    }).Distinct());

    private static string Strange(Row row, MatrixCaller[] ways) =>
        string.Join(" / ", ways.Select(way => row.Ask(way) == Scope.Any ? "any" : Nobody).Distinct());

    private sealed record Row(string Agent, string Action, string Title, string Request)
    {
        public RegoPolicy? Policy { get; init; }

        public Scope? Ask(MatrixCaller caller) => caller.Ask(Policy!, Agent, Action, JsonNode.Parse(Request)!.AsObject());
    }
}
