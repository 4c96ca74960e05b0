using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Ecommerce.ServiceDefaults.Configuration;

/// <summary>An agent's configuration file, as flat settings with their places. JSON is YAML too.</summary>
public static class AgentYaml
{
    /// <summary>Reads a file. The schema's plain values refuse aliases and tags.</summary>
    /// <returns>Key, value and <c>file:line:column</c> of each.</returns>
    /// <exception cref="InvalidDataException">The file is not a YAML mapping.</exception>
    public static IReadOnlyList<(string Key, string Value, string At)> Read(string path)
    {
        try
        {
            using var text = new StreamReader(path);
            var stream = new YamlStream();
            stream.Load(text);
            List<(string, string, string)> settings = [];
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                Flatten(root, "", Path.GetFileName(path), settings);
                return settings;
            }

            throw new InvalidDataException($"{Path.GetFileName(path)}: expected one mapping");
        }
        catch (YamlException exception)
        {
            throw new InvalidDataException(
                $"{Path.GetFileName(path)}:{exception.Start.Line}:{exception.Start.Column}: {exception.Message}", exception);
        }
    }

    private static void Flatten(YamlNode node, string key, string file, List<(string, string, string)> settings)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                foreach (var (name, value) in mapping.Children)
                {
                    var word = name as YamlScalarNode
                        ?? throw new InvalidDataException($"{file}:{name.Start.Line}:{name.Start.Column}: a field's name is one word");
                    Flatten(value, Join(key, word.Value!), file, settings);
                }

                break;
            case YamlSequenceNode sequence:
                for (var i = 0; i < sequence.Children.Count; i++)
                {
                    Flatten(sequence.Children[i], Join(key, $"{i}"), file, settings);
                }

                break;
            case YamlScalarNode scalar:
                settings.Add((key, scalar.Value ?? "", $"{file}:{node.Start.Line}:{node.Start.Column}"));
                break;
        }
    }

    private static string Join(string key, string name) => key.Length == 0 ? name : $"{key}:{name}";
}
