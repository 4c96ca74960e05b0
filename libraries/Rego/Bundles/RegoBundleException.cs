namespace Rego.Bundles;

/// <summary>A bundle that is not used: it is not signed by a known key, holds other files than were signed, or is no bundle.</summary>
public sealed class RegoBundleException : Exception
{
    internal RegoBundleException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
