using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Cli.Development.Authority;

/// <summary>
/// The socket by which the authority's own user asks it to do something: HTTP/1.1, <c>POST /rotate</c>, answered by a line for each
/// step; the last one is <see cref="Done"/>.
/// </summary>
internal static class ControlSocket
{
    /// <summary>Its name; no registration can have it.</summary>
    public const string FileName = "_control.sock";

    /// <summary>Where the root's rotation is asked for.</summary>
    public const string RotatePath = "/rotate";

    /// <summary>The last line of an answer, without which it is not whole.</summary>
    public const string Done = "done";

    /// <summary>Listens for the own user alone.</summary>
    public static void ListenForControl(this KestrelServerOptions kestrel, string path, ILogger logger)
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
    public static void MapControl(this WebApplication host, RootRotation rotation, CancellationToken cancellationToken) =>
        host.MapPost(RotatePath, async http =>
        {
            if (http.Features.Get<Owner>() is null)
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
            }
            else if (await rotation.TryRunAsync(line => TellAsync(http, line), cancellationToken))
            {
                await TellAsync(http, Done);
            }
            else
            {
                http.Response.StatusCode = StatusCodes.Status409Conflict;
            }
        });

    private static async Task TellAsync(HttpContext http, string line)
    {
        await http.Response.WriteAsync(line + "\n");
        await http.Response.Body.FlushAsync();
    }

    /// <summary>On the connections of the own user.</summary>
    private sealed record Owner;
}
