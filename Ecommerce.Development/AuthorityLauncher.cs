using Ecommerce.Development.Processes;
using Spiffe;
using Spiffe.Authority;

namespace Ecommerce.Development;

/// <summary>Starts the development authority with the shop's registrations.</summary>
public static class AuthorityLauncher
{
    /// <summary>When it returns, every workload's socket answers. It writes a log of its own.</summary>
    /// <param name="folder">The shop's data.</param>
    /// <param name="sockets">The folder for the sockets.</param>
    /// <param name="strict">See <see cref="AuthorityOptions.Strict"/>.</param>
    /// <param name="svidLifetime">How long all X.509-SVIDs live; as their registrations say if null.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="ShopException">The folders, the authority's key or the registrations cannot be used.</exception>
    public static async Task<DevelopmentAuthority> StartAsync(
        DataFolder folder, string sockets, bool strict, TimeSpan? svidLifetime, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await DevelopmentAuthority.StartAsync(
                new AuthorityOptions
                {
                    SocketDirectory = sockets,
                    DataDirectory = folder.At("authority"),
                    TrustDomain = TrustDomain.Parse(Registrations.TrustDomain),
                    Registrations = Registrations.ForAuthority(Registrations.File, svidLifetime),
                    Strict = strict,
                    TimeProvider = time,
                    LoggerFactory = FileLog.Factory(folder.LogOf(ShopProcesses.Authority), time),
                },
                cancellationToken);
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or ArgumentException or FormatException or InvalidDataException
                or PlatformNotSupportedException)
        {
            throw new ShopException($"The development authority does not start: {exception.Message}", exception);
        }
    }
}
