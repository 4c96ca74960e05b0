using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>An agent's program that is given what it cannot use says so and ends, before anybody can reach it.</summary>
public sealed class AgentStartTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_policy_that_does_not_parse_stops_every_agent_with_a_line_for_each_fault()
    {
        await File.WriteAllTextAsync(_folder.At("order.rego"), "package order.authz\n\ndecision := {");
        await File.WriteAllTextAsync(_folder.At("user.rego"), "package user.authz\n\n)\n");

        foreach (var agent in AgentNames.All)
        {
            var (code, errors) = await RunAsync(agent, ("AGENTWEAVE_AUTHORIZATION_POLICY_PATH", _folder.Path));
            Assert.Equal(1, code);
            Assert.Collection(
                errors,
                line => Assert.StartsWith($"{agent}: {_folder.At("order.rego")}:3:", line, StringComparison.Ordinal),
                line => Assert.StartsWith($"{agent}: {_folder.At("user.rego")}:3:", line, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_agent_without_its_own_package_does_not_start()
    {
        await File.WriteAllTextAsync(_folder.At("user.rego"), "package user.authz\n\ndefault decision := false\n");

        var (code, errors) = await RunAsync(AgentNames.Order, ("AGENTWEAVE_AUTHORIZATION_POLICY_PATH", _folder.Path));

        Assert.Equal(1, code);
        Assert.Contains("the package order.authz is missing", Assert.Single(errors), StringComparison.Ordinal);
    }

    /// <summary>The same setting under each of its names, and .NET's own that would open more than the agent's listeners.</summary>
    [Theory]
    [InlineData("AGENTWEAVE_AUTHORIZATION_AUDIT_ENABLED=false",
        "AGENTWEAVE_AUTHORIZATION_AUDIT_ENABLED: authorization.audit.enabled must be true in production")]
    [InlineData("agentweave__authorization__audit__enabled=false",
        "agentweave__authorization__audit__enabled: authorization.audit.enabled must be true in production")]
    [InlineData("AgentWeave__Transport__TLS_min_version=1.2 AGENTWEAVE_AGENT_ENVIRONMENT=staging",
        "transport.tls_min_version must be 1.3 in staging")]
    [InlineData("ASPNETCORE_agentweave__transport__peer_verification=none", "transport.peer_verification must be strict")]
    [InlineData("AGENTWEAVE_AUTHORISATION_PROVIDER=opa", "AGENTWEAVE_AUTHORISATION_PROVIDER: unknown field")]
    [InlineData("AGENTWEAVE_CONFIG=/nowhere/order.yaml", "AGENTWEAVE_CONFIG: ")]
    [InlineData("SPIFFE_ENDPOINT_SOCKET=nonsense", "SPIFFE_ENDPOINT_SOCKET: identity.spiffe_endpoint must be unix:///path")]
    [InlineData("Kestrel__Endpoints__Extra__Url=http://*:9000", "Kestrel__Endpoints__Extra__Url: must not be set")]
    [InlineData("ASPNETCORE_PREFERHOSTINGURLS=true", "must not be set: only server.host and the ports beside it open listeners")]
    [InlineData("ASPNETCORE_FORWARDEDHEADERS_ENABLED=true", "must not be set: it would trust X-Forwarded-For from any client")]
    public async Task A_setting_that_must_not_be_stops_the_start_whatever_its_name(string variables, string problem)
    {
        var (code, errors) = await RunAsync(
            AgentNames.Order, [.. variables.Split(' ').Select(variable => variable.Split('=', 2)).Select(pair => (pair[0], pair[1]))]);

        Assert.Equal(1, code);
        Assert.All(errors, line => Assert.Contains(problem, line, StringComparison.Ordinal));
        Assert.NotEmpty(errors);
    }

    [Theory]
    [InlineData("payment", "ConnectionStrings__payments=", "payment: ConnectionStrings__payments must be a connection string")]
    [InlineData("payment", "ConnectionStrings__sandbox=", "payment: ConnectionStrings__sandbox must be a connection string")]
    [InlineData("order", "ConnectionStrings__orders=nonsense", "order: ConnectionStrings__orders must be a connection string")]
    [InlineData("order migrate", "ConnectionStrings__orders=Host=127.0.0.1;secret",
        "order: ConnectionStrings__orders must be a connection string")]
    [InlineData("order migrate", "ConnectionStrings__orders=Host=127.0.0.1;Port=1",
        "order: orders cannot be migrated: Failed to connect to 127.0.0.1:1")]
    public async Task A_database_that_cannot_be_named_or_migrated_is_one_line(string command, string variable, string problem)
    {
        var (code, errors) = await RunAsync(command, (variable[..variable.IndexOf('=')], variable[(variable.IndexOf('=') + 1)..]));

        Assert.Equal(1, code);
        Assert.StartsWith(problem, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AGENTWEAVE_PAYMENTS_PROVIDER=", "payments.provider must be stripe or sandbox")]
    [InlineData("AGENTWEAVE_PAYMENTS_PROVIDER=paypal", "payments.provider must be stripe or sandbox")]
    [InlineData("AGENTWEAVE_PAYMENTS_PROVIDER=stripe", "payment: payments.stripe.api_key_file must name the file")]
    [InlineData("AGENTWEAVE_PAYMENTS_PROVIDER=stripe AGENTWEAVE_PAYMENTS_STRIPE_API_KEY_FILE=/nowhere/key",
        "payment: payments.stripe.api_key_file: /nowhere/key: ")]
    [InlineData("AGENTWEAVE_PAYMENTS_STRIPE_ENDPOINT=http://stripe.example", "payments.stripe.endpoint must be an https address")]
    [InlineData("AGENTWEAVE_PAYMENTS_STRIPE_RETURN_URL=http://shop.example", "payments.stripe.return_url must be an https address")]
    public async Task The_payment_agent_says_what_its_provider_lacks(string variables, string problem)
    {
        var (code, errors) = await RunAsync(
            AgentNames.Payment,
            [
                ("AGENTWEAVE_AUTHORIZATION_POLICY_PATH", RepositoryRoot.At("policies")),
                .. variables.Split(' ').Select(variable => variable.Split('=')).Select(pair => (pair[0], pair[1])),
            ]);

        Assert.Equal(1, code);
        Assert.Contains(problem, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_development_the_payment_agent_needs_a_provider_that_is_named()
    {
        var (code, errors) = await RunAsync(AgentNames.Payment, ("AGENTWEAVE_PAYMENTS_PROVIDER", null));

        Assert.Equal(1, code);
        Assert.StartsWith(
            "payment: payments.provider must be set in production: stripe, or sandbox", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/certificate.pem", "server.public_certificate_file cannot be used: Could not find")]
    [InlineData("no certificate", "server.public_certificate_file cannot be used: ")]
    [InlineData("dev-certs", "server.public_certificate_file must be a file in production")]
    public async Task The_gateway_does_not_start_with_a_certificate_that_it_cannot_show(string file, string problem)
    {
        if (file == "no certificate")
        {
            await File.WriteAllTextAsync(_folder.At("certificate.pem"), file);
            file = _folder.At("certificate.pem");
        }

        var (code, errors) = await RunAsync(
            AgentNames.Gateway,
            ("AGENTWEAVE_AUTHORIZATION_POLICY_PATH", RepositoryRoot.At("policies")), ("AGENTWEAVE_SERVER_HOST", "127.0.0.1"),
            ("AGENTWEAVE_SERVER_PUBLIC_PORT", $"{FreePort()}"), ("AGENTWEAVE_SERVER_PUBLIC_CERTIFICATE_FILE", file));

        Assert.Equal(1, code);
        Assert.Contains(problem, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("10.0.0.0/8", true)]
    public async Task Without_TLS_the_public_port_is_on_loopback_alone_unless_a_proxy_is_trusted(string? proxies, bool isOpen)
    {
        var (mtls, door) = (FreePort(), FreePort());
        using var process = Start(
            AgentNames.Gateway,
            ("AGENTWEAVE_AUTHORIZATION_POLICY_PATH", RepositoryRoot.At("policies")), ("AGENTWEAVE_SERVER_HOST", "0.0.0.0"),
            ("AGENTWEAVE_SERVER_PORT", $"{mtls}"), ("AGENTWEAVE_SERVER_GRPC_HEALTH_PORT", $"{FreePort()}"),
            ("AGENTWEAVE_SERVER_HTTP_HEALTH_PORT", $"{FreePort()}"), ("AGENTWEAVE_SERVER_PUBLIC_PORT", $"{door}"),
            ("AGENTWEAVE_SERVER_TRUSTED_PROXIES", proxies));
        try
        {
            await UntilStartedAsync(process);
            var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
            Assert.Equal(IPAddress.Any, Assert.Single(listeners, listener => listener.Port == mtls).Address);
            Assert.Equal(
                isOpen ? IPAddress.Any : IPAddress.Loopback, Assert.Single(listeners, listener => listener.Port == door).Address);
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task An_agent_does_not_start_with_the_file_of_another()
    {
        var (code, errors) = await RunAsync(AgentNames.Order, ("AGENTWEAVE_CONFIG", RepositoryRoot.At("config", "user.yaml")));

        Assert.Equal(1, code);
        Assert.Matches("^order: user.yaml:[0-9]+:[0-9]+: agent.name is user, and this is order$", Assert.Single(errors));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        using var process = Start(
            AgentNames.Order,
            ("AGENTWEAVE_SERVER_HOST", "127.0.0.1"), ("AGENTWEAVE_SERVER_PORT", $"{port}"),
            ("AGENTWEAVE_AUTHORIZATION_POLICY_PATH", RepositoryRoot.At("policies")));
        try
        {
            var texts = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            Assert.Equal(1, process.ExitCode);
            var line = Assert.Single(texts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.StartsWith(
                $"order: it cannot listen: Failed to bind to address https://127.0.0.1:{port}", line, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task What_NET_would_open_for_itself_stays_shut()
    {
        var (mtls, grpc, http, extra) = (FreePort(), FreePort(), FreePort(), FreePort());
        using var process = Start(
            AgentNames.Order,
            ("AGENTWEAVE_SERVER_HOST", "127.0.0.1"), ("AGENTWEAVE_SERVER_PORT", $"{mtls}"),
            ("AGENTWEAVE_SERVER_GRPC_HEALTH_PORT", $"{grpc}"),
            ("AGENTWEAVE_SERVER_HTTP_HEALTH_PORT", $"{http}"), ("AGENTWEAVE_AUTHORIZATION_POLICY_PATH", RepositoryRoot.At("policies")),
            ("ASPNETCORE_URLS", $"http://127.0.0.1:{extra}"), ("ASPNETCORE_HTTP_PORTS", $"{extra}"));
        try
        {
            await UntilStartedAsync(process);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            using var ready = await client.GetAsync(new Uri($"http://127.0.0.1:{http}/healthz/ready"), limit.Token);
            Assert.Equal(503, (int)ready.StatusCode);
            Assert.StartsWith("not ready: identity: no SVID", await ready.Content.ReadAsStringAsync(limit.Token), StringComparison.Ordinal);
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync(IPAddress.Loopback, extra));
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task A_probe_says_whether_the_agent_of_this_machine_is_ready_and_what_it_lacks()
    {
        var (mtls, grpc, http) = (FreePort(), FreePort(), FreePort());
        var (code, nobody) = await ProbeAsync(http);
        Assert.Equal(1, code);
        Assert.StartsWith("not ready: ", nobody, StringComparison.Ordinal);

        using var process = Start(
            AgentNames.Order,
            ("AGENTWEAVE_SERVER_HOST", "127.0.0.1"), ("AGENTWEAVE_SERVER_PORT", $"{mtls}"),
            ("AGENTWEAVE_SERVER_GRPC_HEALTH_PORT", $"{grpc}"), ("AGENTWEAVE_SERVER_HTTP_HEALTH_PORT", $"{http}"),
            ("AGENTWEAVE_AUTHORIZATION_POLICY_PATH", RepositoryRoot.At("policies")));
        try
        {
            await UntilStartedAsync(process);
            (code, var lacking) = await ProbeAsync(http);
            Assert.Equal(1, code);
            Assert.StartsWith("not ready: identity: no SVID", lacking, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
        }

        using var ready = new HttpListener { Prefixes = { $"http://127.0.0.1:{http = FreePort()}/healthz/ready/" } };
        ready.Start();
        var answer = ready.GetContextAsync().ContinueWith(
            asked => asked.Result.Response.Close("ready"u8.ToArray(), willBlock: true), TaskScheduler.Default);
        Assert.Equal((0, "ready\n"), await ProbeAsync(http));
        await answer;
    }

    private async Task<(int Code, string Output)> ProbeAsync(int port)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        using var process = Start($"{AgentNames.Order} probe", ("AGENTWEAVE_SERVER_HTTP_HEALTH_PORT", $"{port}"));
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, output);
    }

    // The last line of the start: by then it listens wherever it will.
    private static async Task UntilStartedAsync(Process process)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        string? line;
        do
        {
            line = await process.StandardOutput.ReadLineAsync(limit.Token);
        }
        while (line?.Contains("Hosting environment: ", StringComparison.Ordinal) == false);
    }

    /// <summary>Its exit code, and the lines of its standard error.</summary>
    private async Task<(int Code, string[] Errors)> RunAsync(string command, params (string Name, string? Value)[] variables)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        using var process = Start(command, variables);
        try
        {
            var texts = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            Assert.DoesNotContain("   at ", string.Concat(texts), StringComparison.Ordinal);
            return (process.ExitCode, texts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            process.Kill();
        }
    }

    /// <summary>Starts an agent by its name, with arguments after it if there are any.</summary>
    private Process Start(string command, params (string Name, string? Value)[] variables)
    {
        var words = command.Split(' ');
        var program = AgentProgram.All.Single(program => program.Name == words[0]);
        var start =
            new ProcessStartInfo(program.Executable, words[1..])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = _folder.Path
            };
        start.Environment.Clear();
        start.Environment["DOTNET_ROOT"] = AgentProgram.DotnetRoot;
        start.Environment["SPIFFE_ENDPOINT_SOCKET"] = $"unix://{_folder.At("none.sock")}";
        start.Environment["AGENTWEAVE_PAYMENTS_PROVIDER"] = "sandbox";
        foreach (var database in program.Databases)
        {
            start.Environment[$"ConnectionStrings__{database}"] = "Host=127.0.0.1";
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
            if (value is null)
            {
                start.Environment.Remove(name);
            }
        }

        return Process.Start(start)!;
    }

    /// <summary>A port that nobody listens on.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
