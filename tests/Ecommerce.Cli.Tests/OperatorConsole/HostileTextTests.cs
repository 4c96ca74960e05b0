using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ecommerce.Cli.Audit;
using Ecommerce.Cli.OperatorConsole.Pages;
using Ecommerce.Cli.OperatorConsole.Shop;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Cli.Tests.OperatorConsole;

/// <summary>Every page with markup in every text that a user, an agent, an audit entry or a catalogue can hold.</summary>
public sealed class HostileTextTests
{
    private const string Hostile = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{1}}javascript:alert(1)";

    private static readonly ProblemException Unavailable = new("unavailable", Hostile);

    private static readonly AgentProcess Process = new(Hostile, Contracts.Agents.All[0], Hostile, Clients: null!);

    private static readonly Overview Whole = new(
        [new(Process, Fill(new AgentDescription()), Problem: null), new(Process, Description: null, new("unavailable", Hostile))],
        Fill(new ShopHealth()), new(Fill(new CheckoutList()), Problem: null), DateTimeOffset.UnixEpoch);

    private static readonly CheckoutCase Case = new(
        Fill(new Order()), Answered(new CheckoutReview()), Answered(new PaymentList()), Retried: true);

    private static readonly Dictionary<string, (System.Type Page, object Model)> Known = new()
    {
        ["overview"] = (typeof(OverviewPage), Whole),
        ["failures"] = (typeof(FailuresPage), Whole),
        ["decisions"] = (typeof(DecisionsPage), new Decisions(
            new(Hostile, Hostile, Hostile, Hostile, Hostile), [(Hostile, Fill(new DecisionRecord()))],
            [.. new[] { "forbidden", "method_not_allowed", "unavailable" }.Select(Away)])),
        ["why"] = (typeof(WhyPage), new Why(
            Hostile, Fill(new DecisionRecord()),
            new(Hostile, Problem: null, Decided(), Decided(), HasRequest: false, [new(Hostile, 1, Hostile)]))),
        ["why, not decided again"] = (typeof(WhyPage), new Why(
            Hostile, Fill(new DecisionRecord()), new(Revision: null, Hostile, null, null, HasRequest: false, []))),
        ["access"] = (typeof(AccessPage), new AccessTables([(Hostile, [(Hostile, [Hostile])])])),
        ["checkouts"] = (typeof(CheckoutsPage), new Checkouts(ReviewState.Running, Answered(new CheckoutList()), IsFirst: false)),
        ["checkout"] = (typeof(CheckoutPage), Case),
        ["retry"] = (typeof(RetryPage), Case),
        ["payments"] = (typeof(PaymentsPage), new Ledger(
            Hostile, [Fill(new Payment())], Answered(new LedgerList()), IsFirst: false)),
        ["stock"] = (typeof(StockPage), new Stock(
            Hostile, new(Hostile, Hostile), Answered(new ProductList()),
            new(new() { Movements = { Fill(new StockMovement()), WithoutOrder() } }, null))),
        ["unanswered stock"] = (typeof(StockPage), new Stock(Hostile, new("", ""), new(null, Unavailable), new(null, Unavailable))),
        ["unanswered checkout"] = (typeof(CheckoutPage), Case with { Review = new(null, Unavailable), Payments = new(null, Unavailable) }),
        ["audit"] = (typeof(AuditPage), new AuditTrail(Contracts.Agents.All[0], Hostile, [Fill(new AuditRow())], [Report()])),
        ["refused"] = (typeof(RefusedPage), new Refused(Unavailable, Hostile)),
    };

    public static TheoryData<string> Pages => [.. Known.Keys];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Markup_in_a_text_stays_text(string name)
    {
        var (page, model) = Known[name];
        var html = await LoadAsync(page, model);
        // Neither the bar nor the foot holds a text of others: what is found is of the page itself.
        var start = html.IndexOf("<main", StringComparison.Ordinal);
        Assert.Contains("alert(1)", html[start..html.IndexOf("</main>", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)", html[..start], StringComparison.Ordinal);
        AssertHarmless(html);
    }

    [Theory]
    [InlineData(Hostile)]
    [InlineData("<img src=x>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<p onclick=alert(1)>x</p>")]
    [InlineData("<p style=\"color:red\">x</p>")]
    [InlineData("<style>p{}</style>")]
    public async Task A_page_that_wrote_a_text_as_markup_would_be_found(string text)
    {
        var html = await LoadAsync(typeof(RawPage), text);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertHarmless(html));
    }

    private static Task<string> LoadAsync(System.Type page, object model) => ShownPage.ReadAsync(
        page, model, new("spiffe://agentweave.io/client/cli", IsAdministrator: false, new("http://127.0.0.1:1")));

    // What no page holds, whatever its texts are.
    private static void AssertHarmless(string html)
    {
        Assert.DoesNotContain("<script>", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.OrdinalIgnoreCase);
        // Nothing inline: the policy would refuse it. Values of attributes are texts.
        var tags = Regex.Replace(html, "=\"[^\"]*\"", "");
        Assert.DoesNotMatch("<[^>]*\\s(on[a-z]+|style)\\b", tags);
        Assert.DoesNotContain("<style", html, StringComparison.OrdinalIgnoreCase);
    }

    private static Answer<T> Answered<T>(T message)
        where T : class, IMessage => new(Fill(message), Problem: null);

    private static AwayProcess Away(string code) => new(Hostile, new(code, Hostile), DateTimeOffset.UnixEpoch);

    private static JsonObject Decided() => new() { ["allow"] = false, ["policy_id"] = Hostile, ["reason"] = Hostile };

    private static StockMovement WithoutOrder()
    {
        var movement = Fill(new StockMovement());
        movement.OrderId = "";
        return movement;
    }

    private static AuditReport Report()
    {
        var report = new AuditReport(Hostile, Hostile);
        report.Add(Hostile, 1, Hostile, Hostile);
        return report;
    }

    // As no page may be.
    private sealed class RawPage : ConsolePage<string>
    {
        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) =>
            builder.AddMarkupContent(0, Model);
    }

    // Every text is hostile; lists have one element.
    private static T Fill<T>(T message)
        where T : IMessage
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.IsMap)
            {
                ((System.Collections.IDictionary)field.Accessor.GetValue(message)).Add(Hostile, $"unhealthy {Hostile}");
            }
            else if (field.FieldType == FieldType.String && field.IsRepeated)
            {
                ((System.Collections.IList)field.Accessor.GetValue(message)).Add(Hostile);
            }
            else if (field.FieldType == FieldType.String)
            {
                field.Accessor.SetValue(message, Hostile);
            }
            else if (field.FieldType == FieldType.Message)
            {
                IMessage inner = field.MessageType == Timestamp.Descriptor
                    ? DateTimeOffset.UnixEpoch.ToTimestamp() : Fill(field.MessageType.Parser.ParseFrom(ReadOnlySpan<byte>.Empty.ToArray()));
                if (field.IsRepeated)
                {
                    ((System.Collections.IList)field.Accessor.GetValue(message)).Add(inner);
                }
                else
                {
                    field.Accessor.SetValue(message, inner);
                }
            }
        }

        return message;
    }
}
