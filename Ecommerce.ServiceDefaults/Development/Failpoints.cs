using System.Diagnostics;
using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.ServiceDefaults.Development;

/// <summary>
/// Places where a process can be made to crash, to show that nothing is lost there. A failpoint is armed by a file of its name in the
/// folder <c>Failpoints:Directory</c>; reaching it deletes the file and kills the process with SIGKILL. Only in development.
/// </summary>
public sealed class Failpoints
{
    private readonly string? _directory;

    /// <summary>Reads <c>Failpoints:Directory</c>; without it, or outside development, no failpoint does anything.</summary>
    public Failpoints(IConfiguration configuration, AgentSettings settings) =>
        _directory = settings.IsDevelopment ? configuration["Failpoints:Directory"] : null;

    /// <summary>Kills the process if the failpoint is armed.</summary>
    public void Hit(string name)
    {
        if (_directory is null)
        {
            return;
        }

        var file = Path.Combine(_directory, name);
        if (File.Exists(file))
        {
            File.Delete(file);
            Process.GetCurrentProcess().Kill();
        }
    }
}
