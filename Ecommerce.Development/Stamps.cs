using System.Security.Cryptography;
using Spiffe.Authority;

namespace Ecommerce.Development;

/// <summary>
/// Records in the data folder which version of a program last set up or migrated the databases, so that a warm start need not ask them.
/// </summary>
internal sealed class Stamps(string folder)
{
    /// <summary>Whether that step was last done by these files.</summary>
    public bool IsCurrent(string step, params ReadOnlySpan<string> files)
    {
        var path = Path.Combine(folder, step);
        return File.Exists(path) && File.ReadAllText(path) == Hash(files);
    }

    /// <summary>The step is done.</summary>
    public void Set(string step, params ReadOnlySpan<string> files)
    {
        Directory.CreateDirectory(folder);
        PrivateFiles.WriteAtomically(Path.Combine(folder, step), Hash(files));
    }

    /// <summary>Forgets every step: the databases are new.</summary>
    public void Clear()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Hash(ReadOnlySpan<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
