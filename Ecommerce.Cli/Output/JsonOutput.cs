using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ecommerce.Cli.Output;

/// <summary>Prints a document: JSON where standard output is not a terminal, a table where it is.</summary>
internal static class JsonOutput
{
    /// <summary>Indented, with letters as they are.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Prints it.</summary>
    public static void Write(JsonNode document)
    {
        if (Console.IsOutputRedirected)
        {
            Console.WriteLine(document.ToJsonString(Options));
        }
        else
        {
            JsonTable.Write(document);
        }
    }
}
