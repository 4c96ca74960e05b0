using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.Development.Processes;

namespace Ecommerce.Cli.Tests.Deploy;

/// <summary>Dashboards and alerts, and what the agents report.</summary>
public sealed partial class ObservabilityTests
{
    // What Prometheus makes of one histogram.
    private static readonly string[] HistogramParts = ["_bucket", "_count", "_sum"];

    // The instruments that the agents' sources make.
    private static readonly Lazy<HashSet<string>> Instruments = new(() =>
    [
        .. Directory.GetDirectories(RepositoryRoot.Path, "Ecommerce.*")
            .SelectMany(project => Directory.GetFiles(project, "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Instrument().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value),
    ]);

    public static TheoryData<string> Dashboards =>
        [.. Directory.GetFiles(Folder("dashboards"), "*.json").Select(path => Path.GetFileName(path)!).Order()];

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Every_metric_of_our_own_in_a_dashboard_is_one_that_the_code_defines(string dashboard)
    {
        var panels = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder("dashboards"), dashboard)))!["panels"]!.AsArray();
        var queries = panels.SelectMany(panel => Manifests.Items(panel!["targets"])).Select(target => (string)target["expr"]!).ToList();

        Assert.Equal(panels.Count, panels.Select(panel => (int)panel!["id"]!).Distinct().Count());
        Assert.NotEmpty(queries);
        Assert.All(queries, query => Assert.Subset(Instruments.Value, Named(query)));
    }

    [Fact]
    public void Every_metric_of_our_own_in_an_alert_is_one_that_the_code_defines() =>
        Assert.All(Alerts(), alert => Assert.Subset(Instruments.Value, Named((string)alert["expr"]!)));

    [Fact]
    public void Every_alert_has_a_page_for_whoever_is_called_and_every_page_an_alert()
    {
        var alerts = Alerts().ToDictionary(alert => (string)alert["alert"]!, alert => (string)alert["annotations"]!["runbook"]!);
        foreach (var (alert, page) in alerts)
        {
            Assert.StartsWith($"# {alert}\n", File.ReadAllText(RepositoryRoot.At(page.Split('/'))), StringComparison.Ordinal);
        }

        var pages = Directory.GetFiles(RepositoryRoot.At("docs", "runbooks")).Select(path => Path.GetFileName(path)!);
        Assert.Equal(
            alerts.Values.Select(path => Path.GetFileName(path)!).Append("README.md").Order(StringComparer.Ordinal),
            pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_alert_is_tested_both_ways()
    {
        var tests = File.ReadAllText(RepositoryRoot.At("tests", "eng", "observability", "alerts_test.yaml"));
        Assert.All(Alerts(), alert =>
        {
            Assert.Contains($"name: {(string)alert["alert"]!} fires", tests, StringComparison.Ordinal);
            Assert.Contains($"name: {(string)alert["alert"]!} stays quiet", tests, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Prometheus_takes_the_alerts_and_they_do_what_their_tests_say()
    {
        var (code, output) = await Tool.RunAsync(TimeSpan.FromMinutes(2), "sh", "-c", "command -v promtool");
        Assert.SkipWhen(code != 0, "promtool is missing: install prometheus");
        (code, output) = await Tool.RunAsync(TimeSpan.FromMinutes(2), "promtool", "check", "rules", Folder("alerts.yaml"));
        Assert.True(code == 0, output);
        (code, output) = await Tool.RunAsync(
            TimeSpan.FromMinutes(2), "promtool", "test", "rules", RepositoryRoot.At("tests", "eng", "observability", "alerts_test.yaml"));
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task The_collectors_pod_opens_the_ports_of_its_configuration()
    {
        var resources = await Manifests.OfAsync("development");
        var pod = new AgentPod(resources.Named("Deployment", "collector")["spec"]!["template"]!);
        var opened = Manifests.Items(pod.Container["ports"]).Select(port => (string)port["containerPort"]!);
        var configured = ListenedPort().Matches(File.ReadAllText(Folder("collector.yaml"))).Select(match => match.Groups[1].Value);

        Assert.Equal(configured.Order(StringComparer.Ordinal), opened.Order(StringComparer.Ordinal));
        Assert.All(AgentPorts(resources), port => Assert.Contains(port, opened));
    }

    // Where agents send to.
    private static IEnumerable<string> AgentPorts(IReadOnlyList<JsonObject> resources) =>
        AgentNames.All.Select(agent => new AgentPod(resources.Named("Deployment", agent)["spec"]!["template"]!))
            .Select(pod => new Uri(pod.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"]).Port.ToString(CultureInfo.InvariantCulture));

    private static string Folder(string name) => RepositoryRoot.At("deploy", "observability", name);

    private static IEnumerable<JsonNode> Alerts() =>
        Manifests.Items(Assert.Single(Manifests.Parse(File.ReadAllText(Folder("alerts.yaml"))))["groups"])
            .SelectMany(group => Manifests.Items(group["rules"]));

    private static HashSet<string> Named(string query) =>
    [
        .. Metric().Matches(query).Select(match => HistogramParts
            .Where(part => match.Value.EndsWith(part, StringComparison.Ordinal)).Select(part => match.Value[..^part.Length])
            .FirstOrDefault(match.Value)),
    ];

    [GeneratedRegex("Create\\w+(?:<\\w+>)?\\(\\s*\"((?:agentweave|ecommerce)_\\w+)\"")]
    private static partial Regex Instrument();

    [GeneratedRegex(@"0\.0\.0\.0(?::|, port: )([0-9]+)")]
    private static partial Regex ListenedPort();

    [GeneratedRegex(@"\b(?:agentweave|ecommerce)_\w+")]
    private static partial Regex Metric();
}
