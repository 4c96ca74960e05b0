using Ecommerce.Testing;

namespace Ecommerce.Development.Tests;

public sealed class RegistrationsTests
{
    private const string File = """
        registrations:
          - name: order
            path: /agent/order
            x509_svid_ttl: 120
            jwt_svid_ttl: 30
          - name: user
            path: /agent/user
        """;

    [Fact]
    public void Lifetimes_are_those_of_the_file_and_an_hour_and_five_minutes_where_it_has_none() =>
        Assert.Equal([("order", 120, 30), ("user", 3600, 300)], Load(File, svidLifetime: null));

    [Fact]
    public void A_lifetime_that_is_asked_for_replaces_those_of_X509_SVIDs_in_the_file() =>
        Assert.Equal([("order", 20, 30), ("user", 20, 300)], Load(File, TimeSpan.FromSeconds(20)));

    [Theory]
    [InlineData("1h")]
    [InlineData("-1")]
    [InlineData("99999999999")]
    public void A_lifetime_that_is_not_a_number_of_seconds_is_told(string lifetime)
    {
        var error = Assert.Throws<ShopException>(() => Load(File.Replace("120", lifetime, StringComparison.Ordinal), svidLifetime: null));

        Assert.Contains(
            $"registrations.0.x509_svid_ttl must be a number of seconds, not '{lifetime}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Agents_have_their_names_in_their_certificates_for_clients_that_verify_host_names_and_nobody_else_has() => Assert.All(
        Registrations.Read(Registrations.File),
        workload => Assert.Equal(
            Ecommerce.Contracts.AgentNames.All.Contains(workload.Name) ? [workload.Name] : [], workload.DnsNames));

    [Theory]
    [InlineData("order/x")]
    [InlineData("127.0.0.1")]
    [InlineData("örder")]
    public void A_DNS_name_that_is_none_is_told(string name)
    {
        var error = Assert.Throws<ShopException>(() => Load(
            File.Replace("    x509", $"    dns_names: [\"{name}\"]\n    x509", StringComparison.Ordinal), svidLifetime: null));

        Assert.Contains($"registrations.0.dns_names.0 must be a DNS name, not '{name}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_repositorys_workloads_have_selectors_for_each_way_of_running()
    {
        var order = Registrations.Read(Registrations.File).Single(workload => workload.Name == "order");

        Assert.Equal(["host", "compose", "kubernetes", "aspire"], order.Selectors.Keys);
        Assert.Equal(["k8s:ns:ecommerce", "k8s:sa:order"], order.Selectors["kubernetes"]);
    }

    [Fact]
    public void Aspire_can_tell_every_workload_by_its_program() => Assert.All(
        Registrations.Read(Registrations.File),
        workload => Assert.StartsWith(
            "unix:path:{artifacts}/", Assert.Single(workload.Selectors["aspire"]), StringComparison.Ordinal));

    [Theory]
    [InlineData("cli")]
    [InlineData("admin")]
    public void Aspire_knows_the_command_by_the_program_that_its_launcher_runs(string name)
    {
        const string Program = "command=$root/";
        var launched = System.IO.File.ReadLines(RepositoryRoot.At("bin", "ecommerce"))
            .Single(line => line.StartsWith(Program, StringComparison.Ordinal))[Program.Length..];
        var workload = Registrations.Read(Registrations.File).Single(workload => workload.Name == name);

        Assert.Equal(
            $"unix:path:{launched}",
            Assert.Single(workload.Selectors["aspire"])
                .Replace("{artifacts}", "artifacts", StringComparison.Ordinal)
                .Replace("{configuration}", "release", StringComparison.Ordinal));
    }

    [Fact]
    public void A_path_that_is_not_one_of_a_SPIFFE_ID_is_told()
    {
        var error = Assert.Throws<ShopException>(
            () => Load(File.Replace("/agent/user", "/agent//user", StringComparison.Ordinal), svidLifetime: null));

        Assert.EndsWith("/agent//user is not the path of a SPIFFE ID", error.Message, StringComparison.Ordinal);
    }

    private static List<(string Name, int Svid, int Token)> Load(string text, TimeSpan? svidLifetime)
    {
        using var folder = new TestFolder();
        System.IO.File.WriteAllText(folder.At("registrations.yaml"), text);
        return [.. Registrations.ForAuthority(folder.At("registrations.yaml"), svidLifetime)
            .Select(found => (found.Name, (int)found.SvidLifetime.TotalSeconds, (int)found.TokenLifetime.TotalSeconds))];
    }
}
