using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ecommerce.Development;
using Ecommerce.Testing;
using Ecommerce.Testing.Telemetry;
using Npgsql;

namespace Ecommerce.SystemTests.Panels;

/// <summary>The dashboards' panels over what a running shop reports, in a real Prometheus.</summary>
public sealed partial class PanelTests(ShopFixture shop)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    [Trait("Form", "long")]
    public async Task No_panel_of_a_shop_that_takes_orders_is_empty()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var prometheus = await PrometheusServer.StartAsync(shop.Telemetry.Exposition, cancellationToken);
        using var door = await shop.HttpOfAsync("cli");
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 100_000));
        List<(string Panel, string Query)> empty = [.. Panels()];

        await Eventually.HoldsAsync(
            async () =>
            {
                // What is counted must go on being counted: a rate needs two values.
                Assert.Equal(201, (await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku))).Status);
                Assert.NotEqual(201, (await door.SendAsync("POST", "/api/v1/orders", Declined(user, sku))).Status);
                await shop.Public.GetAsync(new Uri($"/api/v1/products/{sku}", UriKind.Relative), cancellationToken);
                foreach (var panel in empty.ToList())
                {
                    if ((await prometheus.QueryAsync(panel.Query, cancellationToken)).Count > 0)
                    {
                        empty.Remove(panel);
                    }
                }

                return empty.Count == 0;
            },
            () => $"data in every panel, but of {string.Join("; ", empty)}",
            Patience);
    }

    // A panel that says 0 where nothing is counted says so too where its metric has another name.
    [Fact]
    public void What_a_panel_shows_as_0_while_nothing_happens_is_counted_by_that_name()
    {
        HashSet<string> known =
        [
            .. Directory.GetDirectories(RepositoryRoot.Path, "Ecommerce.*")
                .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
                .SelectMany(file => Instrument().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value),
        ];
        using var others = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name is "System.Runtime" or "Npgsql")
                {
                    known.Add(PrometheusName.Of(
                        instrument.Name, instrument.Unit ?? "", isGauge: false,
                        isMonotonic: instrument is Counter<long>));
                }
            },
        };
        using var database = NpgsqlDataSource.Create("Host=127.0.0.1");
        others.Start();
        var named = Panels().Where(panel => panel.Query.EndsWith(" or vector(0)", StringComparison.Ordinal))
            .SelectMany(panel => Metric().Matches(panel.Query).Select(match => (panel.Panel, match.Value))).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, metric => Assert.Contains(metric.Value, known));
    }

    private static string Declined(string user, string sku) => Rest.OrderOf(user, sku, method: "test_declined");

    private static IEnumerable<(string Panel, string Query)> Panels() =>
        from file in Directory.GetFiles(RepositoryRoot.At("deploy", "observability", "dashboards"), "*.json")
        from panel in JsonNode.Parse(File.ReadAllText(file))!["panels"]!.AsArray()
        from target in panel["targets"]?.AsArray() ?? []
        select ($"{Path.GetFileName(file)}: {(string?)panel["title"]}",
            ((string)target["expr"]!).Replace("$__rate_interval", "30s", StringComparison.Ordinal));

    [GeneratedRegex("\\.Create\\w+(?:<\\w+>)?\\(\\s*\"(\\w+)\"")]
    private static partial Regex Instrument();

    [GeneratedRegex("(?<!by \\([\\w, ]*)\\b(?:agentweave|ecommerce|db_client|dotnet)_\\w+(?=[{\\[)])")]
    private static partial Regex Metric();
}
