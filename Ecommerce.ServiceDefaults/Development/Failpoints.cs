using System.Diagnostics;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.ServiceDefaults.Development;

/// <summary>
/// Places where a process can be made to crash, to wait or to lose an answer, to show that nothing is lost there. A failpoint is armed by a
/// file of its name in the folder <c>Failpoints:Directory</c>, for whoever passes it next: an empty file kills the process with SIGKILL,
/// <c>lose</c> is a call without an answer, and <c>hold NAME</c> becomes the file NAME and waits until that is deleted, or holds one of the
/// other two. A text is written elsewhere and moved here, so that no file is empty on its way. Only in development.
/// </summary>
public sealed class Failpoints
{
    private const string Hold = "hold ";
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly string? _directory;
    private readonly TimeProvider _time;

    /// <summary>Reads <c>Failpoints:Directory</c>; without it, or outside development, no failpoint does anything.</summary>
    public Failpoints(IConfiguration configuration, AgentSettings settings, TimeProvider time)
    {
        _directory = settings.IsDevelopment ? configuration["Failpoints:Directory"] : null;
        _time = time;
    }

    /// <summary>Does what the failpoint is armed for, if it is.</summary>
    /// <param name="name">The failpoint's name, such as <c>order.before_confirm</c>.</param>
    /// <param name="cancellationToken">Ends a wait.</param>
    /// <exception cref="ProblemException"><c>unavailable</c>: it is armed to lose the answer.</exception>
    public ValueTask HitAsync(string name, CancellationToken cancellationToken) =>
        _directory is null ? default : HitAsync(_directory, name, cancellationToken);

    private async ValueTask HitAsync(string directory, string name, CancellationToken cancellationToken)
    {
        var armed = Path.Combine(directory, name);
        if (!File.Exists(armed))
        {
            return;
        }

        var taken = $"{armed}.{Guid.CreateVersion7(_time.GetUtcNow()):N}";
        try
        {
            File.Move(armed, taken);
        }
        catch (FileNotFoundException)
        {
            // Of many that pass at once one has it.
            return;
        }

        var order = await ReadAsync(taken, cancellationToken);
        while (order?.StartsWith(Hold, StringComparison.Ordinal) == true)
        {
            var held = Path.Combine(directory, order[Hold.Length..]);
            if (taken != held)
            {
                File.Move(taken, held, overwrite: true);
                taken = held;
            }

            await Task.Delay(PollInterval, _time, cancellationToken);
            order = await ReadAsync(taken, cancellationToken);
        }

        File.Delete(taken);
        switch (order)
        {
            case null:
                break;
            case "lose":
                throw ProblemException.Unavailable($"The failpoint {name} lost the answer.");
            default:
                Process.GetCurrentProcess().Kill();
                break;
        }
    }

    // Null if it is gone.
    private static async Task<string?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether the file of that name is there.</summary>
    public bool IsArmed(string name) => _directory is not null && File.Exists(Path.Combine(_directory, name));
}
