using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Spiffe.Authority;

/// <summary>
/// The socket on which the authority takes requests of its own user: HTTP/1.1, <c>POST /rotate</c>, answered with a line for each step;
/// the last one is <see cref="Done"/>.
/// </summary>
public static class ControlSocket
{
    /// <summary>Its name; no registration can have it.</summary>
    public const string FileName = "_control.sock";

    /// <summary>The path of the request that rotates the root.</summary>
    public const string RotatePath = "/rotate";

    /// <summary>The last line of a complete answer.</summary>
    public const string Done = "done";

    /// <summary>Listens for this process's own user only.</summary>
    internal static void ListenForControl(this KestrelServerOptions kestrel, string path, ILogger logger)
    {
        var ownUid = PeerCredentials.OwnUid();
        kestrel.ListenUnixSocket(path, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection =>
            {
                var caller = PeerCredentials.Of(connection.Features.Get<IConnectionSocketFeature>()!.Socket);
                if (caller.Uid == ownUid)
                {
                    connection.Features.Set(new Owner());
                    return next(connection);
                }

                Log.CallerRefused(logger, "control", caller.Uid, caller.Process?.Pid);
                connection.Abort(new ConnectionAbortedException("another user"));
                return Task.CompletedTask;
            });
        });
    }

    /// <summary>Maps the requests; on the workloads' sockets they do not exist.</summary>
    internal static void MapControl(this WebApplication host, RootRotation rotation, CancellationToken cancellationToken) =>
        host.MapPost(RotatePath, async http =>
        {
            if (http.Features.Get<Owner>() is null)
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
            }
            else if (await rotation.TryRunAsync(line => WriteLineAsync(http, line), cancellationToken))
            {
                await WriteLineAsync(http, Done);
            }
            else
            {
                http.Response.StatusCode = StatusCodes.Status409Conflict;
            }
        });

    private static async Task WriteLineAsync(HttpContext http, string line)
    {
        await http.Response.WriteAsync(line + "\n");
        await http.Response.Body.FlushAsync();
    }

    /// <summary>On the connections of the own user.</summary>
    private sealed record Owner;
}
