namespace Ecommerce.Development.Processes;

/// <summary>
/// Keeps log files bounded. Children append to their files themselves, so a full one is copied and emptied; what a child writes in
/// between is lost.
/// </summary>
public static class LogRotation
{
    private const long SizeLimit = 10 * 1024 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Looks at the files of a folder until cancelled. Each keeps one predecessor, <c>name.log.1</c>.</summary>
    public static async Task RunAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                Rotate(folder, SizeLimit);
            }
        }
        catch (OperationCanceledException)
        {
            // The shop stops.
        }
    }

    /// <summary>Rotates the files above the limit.</summary>
    public static void Rotate(string folder, long limit)
    {
        foreach (var log in new DirectoryInfo(folder).EnumerateFiles("*.log").Where(file => file.Length > limit))
        {
            File.Copy(log.FullName, log.FullName + ".1", overwrite: true);
            using var file = new FileStream(log.FullName, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            file.SetLength(0);
        }
    }
}
