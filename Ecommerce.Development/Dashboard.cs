using System.Security.Cryptography;
using Ecommerce.Development.Processes;

namespace Ecommerce.Development;

/// <summary>The Aspire dashboard, where the <c>aspire</c> command is installed: the shop's traces, metrics and logs.</summary>
/// <param name="Command">Path of the <c>aspire</c> command.</param>
/// <param name="Ports">The shop's ports.</param>
/// <param name="LoginToken">The token of its login page.</param>
/// <param name="ApiKey">The key that senders of telemetry present.</param>
public sealed record Dashboard(string Command, Ports Ports, string LoginToken, string ApiKey)
{
    private const int SecretBytes = 16;

    /// <summary>Where to look, login included.</summary>
    public string Url => $"http://127.0.0.1:{Ports.Dashboard}/login?t={LoginToken}";

    /// <summary>What agents need to send their telemetry here.</summary>
    public IReadOnlyDictionary<string, string> AgentVariables => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{Ports.Otlp}",
        ["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={ApiKey}",
    };

    /// <summary>Finds the command on PATH or where <c>eng/bootstrap.sh</c> keeps it; null if it is absent.</summary>
    public static Dashboard? Find(Ports ports)
    {
        var kept = RepositoryRoot.At("artifacts", "aspire", "aspire");
        var command = Tool.OnPath("aspire") ?? (Tool.IsExecutable(kept) ? kept : null);
        return command is null ? null : new(command, ports, NewSecret(), NewSecret());
    }

    /// <summary>Starts it; it is ready some seconds later.</summary>
    public ChildProcess Start(DataFolder folder) => ChildProcess.Start(new(
        Command,
        [
            "dashboard", "run", "--frontend-url", $"http://127.0.0.1:{Ports.Dashboard}", "--otlp-grpc-url",
            $"http://127.0.0.1:{Ports.Otlp}",
            "--otlp-http-url", $"http://127.0.0.1:{Ports.OtlpHttp}", "--non-interactive", "--nologo",
        ],
        new Dictionary<string, string>
        {
            ["HOME"] = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            ["DOTNET_EnableDiagnostics"] = "0",
            ["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true",
            ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
            ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = LoginToken,
            ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = ApiKey,
        },
        folder.LogOf(ShopProcesses.Dashboard)));

    private static string NewSecret() => RandomNumberGenerator.GetHexString(SecretBytes * 2, lowercase: true);
}
