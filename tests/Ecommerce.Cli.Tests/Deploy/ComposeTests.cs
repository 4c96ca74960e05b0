using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.Cli.Tests.Deploy;

/// <summary><c>deploy/compose</c> beside what it must agree with; <c>tests/eng/compose_long_test.sh</c> runs it.</summary>
public sealed partial class ComposeTests
{
    private static readonly TimeSpan ScriptTimeout = TimeSpan.FromMinutes(1);
    private static readonly Ports Ports = new(Base: null);

    public static TheoryData<string> Agents => [.. AgentNames.All];

    [Theory]
    [MemberData(nameof(Agents))]
    public void An_agents_ports_are_those_of_its_configuration(string agent)
    {
        var program = AgentProgram.All.Single(program => program.Name == agent);
        var service = ComposeFile.Shop.Services[agent];
        int[] wanted = [Ports.Mtls(program), Ports.GrpcHealth(program), .. agent == AgentNames.Gateway ? (int[])[Ports.Public] : []];

        Assert.Equal(
            wanted.Select(port => $"127.0.0.1:${{PORT_PREFIX:-}}{port}:{port}").Order(StringComparer.Ordinal),
            ComposeFile.List(service, "ports").Order(StringComparer.Ordinal));
        Assert.Equal(["CMD", $"/app/{program.Project}", "probe"], ComposeFile.List(service["healthcheck"]!, "test"));
        foreach (var callee in AgentProgram.All)
        {
            Assert.Equal(
                $"https://{callee.Name}:{Ports.Mtls(callee)}",
                Manifests.Texts(service["environment"])[$"services__{callee.Name}__https__0"]);
        }
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void An_agent_serves_as_the_app_role_when_its_migration_has_ended_as_the_owner(string agent)
    {
        var services = ComposeFile.Shop.Services;
        Assert.Equal([$"secrets/{agent}.env"], ComposeFile.List(services[agent], "env_file"));
        Assert.Equal([$"secrets/{agent}-migrate.env"], ComposeFile.List(services[$"{agent}-migrate"], "env_file"));
        Assert.Equal((string?)services[agent]["image"], (string?)services[$"{agent}-migrate"]["image"]);
        Assert.Equal(["migrate"], ComposeFile.List(services[$"{agent}-migrate"], "command"));
        Assert.Equal(
            "service_completed_successfully", (string?)services[agent]["depends_on"]![$"{agent}-migrate"]!["condition"]);
        Assert.Equal(
            "service_completed_successfully", (string?)services[$"{agent}-migrate"]["depends_on"]!["database-setup"]!["condition"]);
    }

    [Fact]
    public void The_storefront_waits_for_the_gateway_and_its_own_program_probes_it()
    {
        var web = ComposeFile.Shop.Services["web"];
        Assert.Equal("service_healthy", (string?)web["depends_on"]![AgentNames.Gateway]!["condition"]);
        Assert.Equal(["CMD", "/app/Ecommerce.Web", "probe"], ComposeFile.List(web["healthcheck"]!, "test"));
    }

    [Fact]
    public void It_is_in_production_with_an_operator_and_the_sandbox()
    {
        foreach (var agent in AgentNames.All)
        {
            var environment = Manifests.Texts(ComposeFile.Shop.Services[agent]["environment"]);
            Assert.DoesNotContain("AGENTWEAVE_AGENT_ENVIRONMENT", environment.Keys);
            Assert.Equal("spiffe://agentweave.io/client/cli", environment["AGENTWEAVE_AUTHORIZATION_OPERATORS"]);
            Assert.Equal(
                agent == AgentNames.Payment ? "sandbox" : null, environment.GetValueOrDefault("AGENTWEAVE_PAYMENTS_PROVIDER"));
        }

        var page = File.ReadAllText(RepositoryRoot.At("docs", "compose.md"));
        Assert.Contains("`AGENTWEAVE_AUTHORIZATION_OPERATORS`", page, StringComparison.Ordinal);
        Assert.Contains("`AGENTWEAVE_PAYMENTS_PROVIDER`", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_workload_that_SPIRE_knows_by_its_service_is_one_and_waits_for_its_identity()
    {
        const string Selector = "docker:label:com.docker.compose.service:";
        foreach (var workload in Registrations.Read(Registrations.File))
        {
            Assert.Equal(Selector + workload.Name, Assert.Single(workload.Selectors["compose"]));
            Assert.Contains(workload.Name, ComposeFile.Shop.Services.Keys);
            Assert.Equal(
                "service_healthy", (string?)ComposeFile.Spire.Services[workload.Name]["depends_on"]!["spire-agent"]!["condition"]);
            Assert.Equal(
                $"unix:///run/spire/sockets/workloads/{workload.Name}.sock",
                Manifests.Texts(ComposeFile.Development.Services[workload.Name]["environment"])["SPIFFE_ENDPOINT_SOCKET"]);
        }
    }

    [Fact]
    public void SPIREs_agent_waits_for_a_step_that_fails_for_each_entry_that_was_refused()
    {
        var services = ComposeFile.Spire.Services;
        var (created, updated) = (services["spire-new-entries"], services["spire-entries"]);

        // As JSON neither fails for an entry; without it `create` does for those that are there, and `update` for those that are not.
        Assert.Equal(["entry", "create", "-output", "json"], ComposeFile.List(created, "command").Take(4));
        Assert.Equal(
            (string[])["entry", "update", .. ComposeFile.List(created, "command").Skip(4)], ComposeFile.List(updated, "command"));
        Assert.Equal(ComposeFile.List(created, "volumes"), ComposeFile.List(updated, "volumes"));
        Assert.Equal("service_completed_successfully", (string?)updated["depends_on"]!["spire-new-entries"]!["condition"]);
        Assert.Equal(
            "service_completed_successfully", (string?)services["spire-agent"]["depends_on"]!["spire-entries"]!["condition"]);
    }

    [Fact]
    public void What_is_written_for_SPIRE_is_of_the_shops_trust_domain_and_has_one_node()
    {
        Assert.All(
            (string[])["server.conf", "agent.conf"],
            file => Assert.Contains(
                $"trust_domain = \"{Registrations.DefaultTrustDomain}\"",
                Spaces().Replace(File.ReadAllText(ComposeFile.At($"spire/{file}")), " "), StringComparison.Ordinal));

        var entries = JsonNode.Parse(File.ReadAllText(RepositoryRoot.At("deploy", "spire", "entries", "compose.json")))!["entries"]!;
        var node = Assert.Single(entries.AsArray(), entry => (string?)entry!["entry_id"] == "node")!;
        var name = ((string)node["selectors"]![0]!["value"]!).Replace("subject:cn:", "/CN=", StringComparison.Ordinal);
        Assert.Contains(name, File.ReadAllText(ComposeFile.At("setup.sh")), StringComparison.Ordinal);
        Assert.All(
            entries.AsArray().Where(entry => entry != node),
            entry => Assert.Equal((string?)node["spiffe_id"], (string?)entry!["parent_id"]));
    }

    [Fact]
    public void Whatever_a_service_names_is_there()
    {
        var services = ComposeFile.All.SelectMany(file => file.Services.Keys).ToHashSet();
        var networks = ComposeFile.All.SelectMany(file => file.Declared("networks")).ToHashSet();
        foreach (var file in ComposeFile.All)
        {
            foreach (var (name, service) in file.Services)
            {
                Assert.Subset(services, ComposeFile.List(service, "depends_on").ToHashSet());
                Assert.Subset(networks, ComposeFile.List(service, "networks").ToHashSet());
                Assert.Subset(ComposeFile.Shop.Declared("secrets").ToHashSet(), ComposeFile.List(service, "secrets").ToHashSet());
                foreach (var source in ComposeFile.List(service, "volumes").Select(volume => volume.Split(':')[0]))
                {
                    Assert.True(
                        source.StartsWith("./secrets/", StringComparison.Ordinal) || source.StartsWith("${", StringComparison.Ordinal)
                            || (source.StartsWith('.') ? Path.Exists(ComposeFile.At(source))
                                : ComposeFile.All.Any(any => any.Declared("volumes").Contains(source))),
                        $"{name}: {source}");
                }
            }
        }
    }

    [Fact]
    public void No_container_can_get_rights_and_none_of_ours_has_any()
    {
        var containers = ComposeFile.All.SelectMany(file => file.Services).Where(service => service.Value["image"] is not null).ToList();
        Assert.All(containers, service => Assert.Contains("no-new-privileges:true", ComposeFile.List(service.Value, "security_opt")));

        var own = containers.Where(service => ((string)service.Value["image"]!).Contains("ecommerce/", StringComparison.Ordinal)).ToList();
        Assert.Equal(AgentNames.All.Count * 2 + 5, own.Count); // agents, migrations, database-setup, authority, storefront, both commands
        Assert.All(own, service =>
        {
            Assert.Equal("true", (string?)service.Value["read_only"]);
            Assert.Equal(["ALL"], ComposeFile.List(service.Value, "cap_drop"));
            Assert.Null(service.Value["user"]); // the image's own, who has no rights
        });
    }

    [Fact]
    public void Images_of_ours_are_of_this_version_and_others_of_one_version_everywhere()
    {
        var version = XDocument.Load(RepositoryRoot.At("Directory.Build.props")).Descendants("Version").Single().Value;
        var files = Directory.GetFiles(RepositoryRoot.At("deploy"), "*.yaml", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/secrets/", StringComparison.Ordinal));
        var named = files.SelectMany(file => Image().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value);

        var own = ComposeFile.Shop.Services.Values.Concat(ComposeFile.Development.Services.Values)
            .Select(service => (string?)service["image"]).OfType<string>()
            .Where(image => image.Contains("ecommerce/", StringComparison.Ordinal));
        Assert.Equal(
            ((string[])[.. AgentNames.All, "cli", "web"])
                .Select(name => $"${{REGISTRY:-localhost/}}ecommerce/{name}:${{VERSION:-{version}}}").Order(StringComparer.Ordinal),
            own.Distinct().Order(StringComparer.Ordinal));

        var others = named.Where(image => !image.Contains("ecommerce/", StringComparison.Ordinal))
            .Select(image => Default().Match(image) is { Success: true } match ? match.Groups[1].Value : image)
            .Select(image => image.Split(':')).Select(parts => (Name: parts[0].Replace("docker.io/", "", StringComparison.Ordinal)
                .Replace("library/", "", StringComparison.Ordinal), Version: parts[1])).Distinct().ToList();
        Assert.Equal(others.Count, others.Select(image => image.Name).Distinct().Count());

        var hosting = string.Concat(Directory.GetFiles(RepositoryRoot.At("libraries", "Spiffe.Hosting"), "*.cs").Select(File.ReadAllText));
        Assert.Contains($"Version = \"{VersionOf("ghcr.io/spiffe/spire-agent")}\"", hosting, StringComparison.Ordinal);
        Assert.Contains($"\"openpolicyagent/opa\", \"{VersionOf("openpolicyagent/opa")}\"", hosting, StringComparison.Ordinal);
        Assert.Contains(
            $"Include=\"Aspire.Hosting\" Version=\"{VersionOf("mcr.microsoft.com/dotnet/aspire-dashboard")}\"",
            File.ReadAllText(RepositoryRoot.At("Directory.Packages.props")), StringComparison.Ordinal);

        string VersionOf(string name) => Assert.Single(others, image => image.Name == name).Version;
    }

    [Fact]
    public async Task Setup_writes_a_password_of_its_own_for_every_role_keeps_them_and_lets_nobody_else_in()
    {
        using var folder = new TestFolder();
        File.Copy(ComposeFile.At("setup.sh"), folder.At("setup.sh"));
        await SetUpAsync("development");
        var first = Read("database-setup.env");
        await SetUpAsync("production");

        Assert.Equal(first, Read("database-setup.env"));
        Assert.Equal("compose.yaml:spire.yaml", Read("../.env")["COMPOSE_FILE"]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.At("secrets")));
        var passwords = DatabaseNames.Roles.Select(role => first[$"Database__Passwords__{role}"]).ToList();
        Assert.Equal(passwords.Count, passwords.Distinct().Count());
        foreach (var agent in AgentProgram.All)
        {
            var (app, owner) = (Read($"{agent.Name}.env"), Read($"{agent.Name}-migrate.env"));
            Assert.Equal(agent.Databases.Select(name => $"ConnectionStrings__{name}").Order(), app.Keys.Order());
            foreach (var database in agent.Databases)
            {
                Check(app, database, DatabaseNames.App(database));
                Check(owner, database, DatabaseNames.Owner(database));
            }
        }

        Assert.All(
            ComposeFile.Shop.Declared("secrets"), secret => Assert.True(File.Exists(folder.At(ComposeFile.Shop.FileOf(secret))), secret));

        void Check(Dictionary<string, string> variables, string database, string role)
        {
            var connection = new NpgsqlConnectionStringBuilder(variables[$"ConnectionStrings__{database}"]);
            Assert.Equal(
                ("postgres", database, role, first[$"Database__Passwords__{role}"]),
                (connection.Host, connection.Database, connection.Username, connection.Password));
        }

        Dictionary<string, string> Read(string file) => File.ReadAllLines(folder.At($"secrets/{file}"))
            .Select(line => line.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]);

        async Task SetUpAsync(string form)
        {
            var (code, output) = await Tool.RunAsync(ScriptTimeout, folder.At("setup.sh"), form);
            Assert.True(code == 0, output);
        }
    }

    [Fact]
    public async Task Prometheus_takes_its_configuration_and_asks_where_the_collector_answers()
    {
        var collector = File.ReadAllText(RepositoryRoot.At("deploy", "observability", "collector.yaml"));
        foreach (Match target in Target().Matches(File.ReadAllText(ComposeFile.At("prometheus.yaml"))))
        {
            Assert.Contains(target.Groups[1].Value, collector, StringComparison.Ordinal);
        }

        var (code, output) = await Tool.RunAsync(ScriptTimeout, "sh", "-c", "command -v promtool");
        Assert.SkipWhen(code != 0, "promtool is missing: install prometheus");
        using var folder = new TestFolder();
        File.Copy(ComposeFile.At("prometheus.yaml"), folder.At("prometheus.yml"));
        File.Copy(RepositoryRoot.At("deploy", "observability", "alerts.yaml"), folder.At("alerts.yaml"));
        (code, output) = await Tool.RunAsync(ScriptTimeout, "promtool", "check", "config", folder.At("prometheus.yml"));
        Assert.True(code == 0, output);
    }

    [Fact]
    public void Grafana_reads_the_dashboards_where_they_are_mounted()
    {
        var provider = Assert.Single(Manifests.Parse(File.ReadAllText(ComposeFile.At("grafana/dashboards.yaml"))))["providers"]![0]!;
        Assert.Contains(
            $"../observability/dashboards:{(string)provider["options"]!["path"]!}:ro",
            ComposeFile.List(ComposeFile.Shop.Services["grafana"], "volumes"));
        var source = Assert.Single(Manifests.Parse(File.ReadAllText(ComposeFile.At("grafana/datasources.yaml"))))["datasources"]![0]!;
        Assert.Equal("http://prometheus:9090", (string?)source["url"]);
    }

    [GeneratedRegex(@"^\s*(?:- )?image: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Image();

    // ${POSTGRES_IMAGE:-docker.io/library/postgres:17.6}
    [GeneratedRegex(@"^\$\{\w+:-(.*)\}$")]
    private static partial Regex Default();

    [GeneratedRegex(@"collector:(\d+)")]
    private static partial Regex Target();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
