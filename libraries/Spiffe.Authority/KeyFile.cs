using System.Security.Cryptography;

namespace Spiffe.Authority;

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

        if (!PrivateFiles.IsPrivate(path))
        {
            throw new InvalidDataException($"{path} can be read by others than its owner: set its mode to 0600, or delete it");
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

    public static void Save(string path, ECDsa key) => PrivateFiles.WriteAtomically(path, key.ExportPkcs8PrivateKeyPem() + "\n");
}
