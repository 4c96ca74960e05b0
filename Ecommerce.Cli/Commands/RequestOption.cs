using System.CommandLine;
using System.Text;
using System.Text.Json;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts.Json;

namespace Ecommerce.Cli.Commands;

/// <summary><c>--data</c>: a request's JSON as it stands, from a file (<c>@FILE</c>) or from standard input (<c>-</c>).</summary>
internal sealed class RequestOption : Option<string>
{
    // What an agent takes at most.
    private const int SizeLimit = ContractJson.MaxBytes;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The option.</summary>
    public RequestOption()
        : base("--data")
    {
        Description = "The capability's request as JSON; @FILE reads it from a file, - from standard input";
        HelpName = "JSON";
        DefaultValueFactory = _ => "{}";
    }

    /// <summary>The request as it was given, checked to be JSON; the agent checks the rest.</summary>
    /// <exception cref="CommandException">It cannot be read, is larger than 1 MiB, or is not JSON; a usage error.</exception>
    public string RequestOf(ParseResult parsed)
    {
        var given = parsed.GetRequiredValue(this);
        try
        {
            var text = given switch
            {
                "-" => Read(Console.OpenStandardInput()),
                ['@', .. var path] => Read(File.OpenRead(path)),
                _ => given,
            };
            using var document = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException exception)
        {
            var folder = Directory.Exists(given) ? " The folder of a shop is given with --data-dir." : "";
            throw Wrong($"is not valid JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.{folder}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Wrong($"cannot be read: {exception.Message}", exception);
        }
    }

    private static string Read(Stream stream)
    {
        using (stream)
        {
            var bytes = new byte[SizeLimit + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= SizeLimit ? Utf8.GetString(bytes, 0, length) : throw new IOException("it is larger than 1 MiB.");
        }
    }

    private static CommandException Wrong(string what, Exception exception) => new($"--data {what}", exception)
    {
        ExitCode = ExitCodes.Usage,
    };
}
