using System.Security.Cryptography;

namespace Ecommerce.Cli.Development.Authority;

/// <summary>A P-256 private key in a PEM file that its owner alone can read.</summary>
internal static class KeyFile
{
    /// <summary>The key, or null if there is no file.</summary>
    /// <exception cref="InvalidDataException">Others can read the file, or it is not such a key.</exception>
    public static ECDsa? Load(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        if (!PrivateFiles.IsSecret(path))
        {
            throw new InvalidDataException(
                $"others than its owner can reach an authority's key: set the mode of {path} to 0600, or delete it");
        }
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new InvalidDataException($"{path} is not a private key: {exception.Message}", exception);
        }
    }

    public static void Save(string path, ECDsa key) => PrivateFiles.Write(path, key.ExportPkcs8PrivateKeyPem() + "\n", secret: true);
}
