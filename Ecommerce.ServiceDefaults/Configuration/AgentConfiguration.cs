using System.Collections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace Ecommerce.ServiceDefaults.Configuration;

/// <summary>
/// Gathers an agent's settings from all sources. Every setting, also from .NET's own sources, is checked against the schema before the
/// agent sees it.
/// </summary>
internal static class AgentConfiguration
{
    private const string Prefix = "AGENTWEAVE_";
    private const string FileVariable = Prefix + "CONFIG";
    private const string SocketVariable = "SPIFFE_ENDPOINT_SOCKET";

    // Settings of .NET's hosting that would open listeners or trust headers beside the agent. URLs and ports that an image sets change
    // nothing: the listeners that code opens replace them.
    private static readonly (string Key, string Why)[] Closed =
    [
        ("Kestrel", "only server.host and the ports beside it open listeners"),
        ("preferHostingUrls", "only server.host and the ports beside it open listeners"),
        ("ForwardedHeaders_Enabled", "it would trust X-Forwarded-For from any client"),
    ];

    /// <summary>
    /// The settings, by precedence: command line, environment, the file that <c>AGENTWEAVE_CONFIG</c> names, defaults. A list is taken
    /// as a whole from the highest source that sets it.
    /// </summary>
    /// <param name="hosting">.NET's own sources: settings files, variables and the command line.</param>
    /// <param name="agent">This agent's name; settings that name another are refused.</param>
    /// <exception cref="AgentSetupException">A setting breaks the schema, or is meant for another agent.</exception>
    public static AgentSettings Read(IConfigurationRoot hosting, string agent)
    {
        (string Key, string Value, string At)[] settings =
            [.. File(), .. Variables(), .. hosting.Providers.SelectMany(provider => Section(provider, AgentSchema.Section))];
        string[] problems =
            [.. AgentSchema.Check(settings), .. Misplaced(settings, agent), .. hosting.Providers.SelectMany(Opened).Distinct()];
        return problems.Length > 0
            ? throw new AgentSetupException(problems)
            : new(new ConfigurationBuilder().AddInMemoryCollection(Merge(settings)).Build());
    }

    // An agent that is started with another's file would listen on the other's ports.
    private static IEnumerable<string> Misplaced(IEnumerable<(string Key, string Value, string At)> settings, string agent) =>
        from setting in settings
        where setting.Key == "agent:name" && setting.Value != agent
        select $"{setting.At}: agent.name is {setting.Value}, and this is {agent}";

    private static IReadOnlyList<(string Key, string Value, string At)> File()
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is not { Length: > 0 } path)
        {
            return [];
        }

        try
        {
            return AgentYaml.Read(path);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new AgentSetupException([$"{FileVariable}: {exception.Message}"], exception);
        }
    }

    // AGENTWEAVE_SECTION_FIELD; names with two underscores are .NET's and are read by its own sources.
    private static IEnumerable<(string Key, string Value, string At)> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => (Name: (string)variable.Key, Value: (string?)variable.Value ?? ""))
            .Where(variable => variable.Name == SocketVariable ? variable.Value.Length > 0
                : variable.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && variable.Name != FileVariable
                    && !variable.Name.StartsWith(Prefix + '_', StringComparison.OrdinalIgnoreCase))
            // The standard's own variable takes precedence.
            .OrderBy(variable => variable.Name == SocketVariable)
            .SelectMany(variable => Items(KeyOf(variable.Name), variable.Value, variable.Name));

    private static string KeyOf(string variable) => variable == SocketVariable ? "identity:spiffe_endpoint"
        : AgentSchema.Fields.FirstOrDefault(field => field.EnvironmentVariable == variable)?.Key ?? variable;

    private static IEnumerable<(string Key, string Value, string At)> Section(IConfigurationProvider provider, string section) =>
        Below(provider, section).SelectMany(found => Items(
            found.Key[(section.Length + 1)..].ToLowerInvariant(), found.Value, Place(provider, found.Key)));

    private static IEnumerable<string> Opened(IConfigurationProvider provider)
    {
        foreach (var (key, why) in Closed)
        {
            var found =
                provider.TryGet(key, out var value) && value is not (null or "" or "0")
                    && !value.Equals("false", StringComparison.OrdinalIgnoreCase)
                ? key
                : Below(provider, key).Select(below => below.Key).FirstOrDefault();
            if (found is not null)
            {
                yield return $"{Place(provider, found)}: must not be set: {why}";
            }
        }
    }

    private static IEnumerable<(string Key, string Value)> Below(IConfigurationProvider provider, string path)
    {
        foreach (var name in provider.GetChildKeys([], path).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var key = ConfigurationPath.Combine(path, name);
            if (provider.TryGet(key, out var value) && value is not null)
            {
                yield return (key, value);
            }

            foreach (var below in Below(provider, key))
            {
                yield return below;
            }
        }
    }

    // A list is numbered children, or one value with commas.
    private static IEnumerable<(string Key, string Value, string At)> Items(string key, string value, string at) =>
        AgentSchema.Fields.Any(field => field.IsList && field.Key == key)
            ? value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select((item, i) => ($"{key}:{i}", item, at))
            : [(key, value, at)];

    private static string Place(IConfigurationProvider provider, string key) => provider switch
    {
        EnvironmentVariablesConfigurationProvider => key.Replace(":", "__", StringComparison.Ordinal),
        CommandLineConfigurationProvider => $"--{key}",
        FileConfigurationProvider { Source.Path: { } path } => $"{path}: {key}",
        _ => $"{provider}: {key}",
    };

    private static Dictionary<string, string?> Merge(IEnumerable<(string Key, string Value, string At)> settings)
    {
        Dictionary<string, string?> merged = [];
        foreach (var source in settings.GroupBy(setting => (Field: AgentSchema.Plain(setting.Key), Source: setting.At)))
        {
            var field = $"{AgentSchema.Section}:{source.Key.Field}";
            foreach (var lower in merged.Keys.Where(key => key.StartsWith(field + ':', StringComparison.Ordinal)).ToArray())
            {
                merged.Remove(lower);
            }

            foreach (var (key, value, _) in source)
            {
                merged[$"{AgentSchema.Section}:{key}"] = value;
            }
        }

        return merged;
    }
}
