using System.Security.Cryptography;
using System.Text;
using Ecommerce.ServiceDefaults.Configuration;
using Rego;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>The policies at one moment: what is in their folder, or in their bundle.</summary>
/// <param name="Sources">The modules, in ordinal order of their paths.</param>
/// <param name="Revision">
/// Identifies them: the first twelve digits of the SHA-256 of the folder's paths and texts, or of the bundle with its number before it.
/// </param>
internal sealed record PolicyFiles(IReadOnlyList<RegoSource> Sources, string Revision)
{
    private const int Digits = 12;

    /// <summary>A bundle's data; null of a folder, where the agent's settings alone say what policies know.</summary>
    public RegoValue? Data { get; init; }

    /// <summary>A bundle's revision, which grows; null of a folder.</summary>
    public long? Number { get; init; }

    /// <summary>Reads what the settings name.</summary>
    /// <exception cref="AgentSetupException">It cannot be read, or is a bundle that is not trusted.</exception>
    public static PolicyFiles Read(AgentSettings settings) =>
        File.Exists(settings.PolicyPath) ? PolicyBundle.Read(settings) : ReadFolder(settings.PolicyPath);

    /// <summary>The first digits of a SHA-256.</summary>
    public static string Shorten(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash)[..Digits];

    /// <summary>These, unless they are a bundle before that revision.</summary>
    /// <exception cref="AgentSetupException">They are.</exception>
    public PolicyFiles AtLeast(long number) => Number is null || Number >= number
        ? this
        : throw new AgentSetupException([$"the bundle's revision {Number} is less than authorization.policy_min_revision, {number}"]);

    /// <summary>These, if they may follow that: an agent that has a bundle takes nothing older and no folder.</summary>
    /// <param name="number">As <see cref="Number"/>.</param>
    /// <exception cref="AgentSetupException">They may not.</exception>
    public PolicyFiles After(long? number) => number is null || Number > number
        ? this
        : throw new AgentSetupException(
            [Number is null ? "no folder takes a bundle's place" : $"the bundle's revision {Number} is not greater than {number}"]);

    /// <summary>Reads a folder.</summary>
    /// <exception cref="AgentSetupException">It cannot be read.</exception>
    public static PolicyFiles ReadFolder(string folder)
    {
        try
        {
            var sources = RegoSource.ReadDirectory(folder);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var (path, text) in sources)
            {
                // Paths contain no NUL and each text has its length in front, so two different folders never hash the same bytes.
                hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetRelativePath(folder, path)}\0{text.Length}\0{text}"));
            }

            return new(sources, Shorten(hash.GetHashAndReset()));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AgentSetupException([$"the policies in {folder} cannot be read: {exception.Message}"], exception);
        }
    }
}
