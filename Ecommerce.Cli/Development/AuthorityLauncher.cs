using Ecommerce.Cli.Development.Authority;
using Spiffe;

namespace Ecommerce.Cli.Development;

/// <summary>Starts the development authority with the shop's registrations.</summary>
internal static class AuthorityLauncher
{
    /// <summary>When it returns, every workload's socket answers.</summary>
    /// <exception cref="CommandException">The folders, the authority's key or the registrations cannot be used.</exception>
    public static async Task<DevelopmentAuthority> StartAsync(
        DataFolder folder, string sockets, bool strict, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await DevelopmentAuthority.StartAsync(
                new AuthorityOptions
                {
                    SocketDirectory = sockets,
                    DataDirectory = folder.At("authority"),
                    TrustDomain = TrustDomain.Parse(Registrations.TrustDomain),
                    Registrations = Registrations.Load(Repository.At("config", "registrations.yaml")),
                    Strict = strict,
                    TimeProvider = time,
                },
                cancellationToken);
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or ArgumentException or FormatException or InvalidDataException
                or PlatformNotSupportedException)
        {
            throw new CommandException($"The development authority does not start: {exception.Message}", exception);
        }
    }
}
