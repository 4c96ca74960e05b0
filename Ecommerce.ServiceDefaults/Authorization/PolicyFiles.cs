using System.Security.Cryptography;
using System.Text;
using Ecommerce.ServiceDefaults.Configuration;
using Rego;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>The contents of a folder of policies at one moment.</summary>
/// <param name="Sources">The modules, in ordinal order of their paths.</param>
/// <param name="Revision">Identifies the paths and texts: the first twelve digits of their SHA-256.</param>
internal sealed record PolicyFiles(IReadOnlyList<RegoSource> Sources, string Revision)
{
    private const int Digits = 12;

    /// <exception cref="AgentSetupException">The folder or a file cannot be read.</exception>
    public static PolicyFiles Read(string folder)
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

            return new(sources, Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AgentSetupException([$"the policies in {folder} cannot be read: {exception.Message}"], exception);
        }
    }
}
