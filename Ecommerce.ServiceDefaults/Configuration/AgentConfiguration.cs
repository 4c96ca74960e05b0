using Microsoft.Extensions.Configuration;

namespace Ecommerce.ServiceDefaults;

/// <summary>Puts an agent's file and the environment's <c>AGENTWEAVE_…</c> variables below the .NET sources.</summary>
internal static class AgentConfiguration
{
    /// <summary>
    /// Precedence, highest first: command line, environment, the file that <c>AGENTWEAVE_CONFIG</c> names, defaults.
    /// </summary>
    /// <exception cref="InvalidDataException">A setting breaks the schema; the message has a line for each.</exception>
    public static void AddAgentConfiguration(this IConfigurationBuilder configuration)
    {
        IReadOnlyList<(string Key, string Value, string At)> file =
            Environment.GetEnvironmentVariable("AGENTWEAVE_CONFIG") is { Length: > 0 } path ? AgentYaml.Read(path) : [];
        var environment = AgentSchema.Fields
            .Select(field => (field, Value: Environment.GetEnvironmentVariable(field.EnvironmentVariable)))
            .Where(found => found.Value is not null)
            .SelectMany(found => Values(found.field, found.Value!))
            .ToArray();

        (string Key, string Value, string At)[] settings =
            [.. file.Where(setting => environment.All(e => e.Key != setting.Key)), .. environment];
        string[] problems = [.. AgentSchema.Check(settings)];
        if (problems.Length > 0)
        {
            throw new InvalidDataException(string.Join(Environment.NewLine, problems));
        }

        configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource
        {
            InitialData = settings.Select(s => KeyValuePair.Create($"{AgentSchema.Section}:{s.Key}", (string?)s.Value)),
        });
    }

    private static IEnumerable<(string Key, string Value, string At)> Values(AgentField field, string value) => field.IsList
        ? value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select((item, i) => ($"{field.Key}:{i}", item, field.EnvironmentVariable))
        : [(field.Key, value, field.EnvironmentVariable)];
}
