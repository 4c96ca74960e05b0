using System.CommandLine;
using System.Net.Sockets;
using Ecommerce.Cli.Output;
using Spiffe;
using Spiffe.Authority;

namespace Ecommerce.Cli.Commands;

/// <summary><c>authority rotate</c>: replaces the root of a running authority.</summary>
internal static class AuthorityRotateCommand
{
    // Well above the two waits of a rotation.
    private static readonly TimeSpan RotationTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var sockets = AuthorityCommand.SocketsOption();
        var command = new Command("rotate", "Replaces the root of the running development authority without failing a call")
        {
            data,
            sockets,
        };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(Path.GetFullPath(parsed.GetValue(sockets) ?? data.FolderOf(parsed).Sockets), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string sockets, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = (_, cancellationToken) => SocketStream.ConnectAsync(
                new UnixDomainSocketEndPoint(Path.Combine(sockets, ControlSocket.FileName)), cancellationToken),
        })
        { Timeout = RotationTimeout };
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "http://localhost" + ControlSocket.RotatePath);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new CommandException("Another rotation is in progress.");
            }

            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line == ControlSocket.Done)
                {
                    return ExitCodes.Done;
                }

                Console.WriteLine(line);
            }
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException)
        {
            throw new CommandException($"No development authority runs with its sockets in {sockets}.", exception)
            {
                ExitCode = ExitCodes.Unreachable,
            };
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // Reported below.
        }

        throw new CommandException(
            "The authority stopped answering: it has ended, or belongs to another account. A root that is published but does not sign is "
            + "harmless.");
    }
}
