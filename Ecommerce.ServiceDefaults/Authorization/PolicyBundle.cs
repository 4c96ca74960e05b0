using System.Globalization;
using System.Security.Cryptography;
using Ecommerce.ServiceDefaults.Configuration;
using Rego.Bundles;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>Policies as a bundle of OPA's, signed by a key that the settings name.</summary>
internal static class PolicyBundle
{
    /// <exception cref="AgentSetupException">It cannot be read, is not signed by a known key, or its revision is not a number.</exception>
    public static PolicyFiles Read(AgentSettings settings)
    {
        try
        {
            var archive = File.ReadAllBytes(settings.PolicyPath);
            var bundle = RegoBundle.Read(new MemoryStream(archive), new() { Keys = Keys(settings) });
            return long.TryParse(bundle.Revision, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new(bundle.Modules, $"{number}-{PolicyFiles.Shorten(SHA256.HashData(archive))}") { Data = bundle.Data, Number = number }
                : throw Unused(settings, $"its revision is \"{bundle.Revision}\" and must be a number, which grows");
        }
        catch (Exception exception) when (exception is RegoBundleException or IOException or UnauthorizedAccessException)
        {
            throw Unused(settings, exception.Message, exception);
        }
    }

    private static IReadOnlyList<AsymmetricAlgorithm>? Keys(AgentSettings settings) =>
        settings.PolicyKeysFile is { Length: > 0 } file ? RegoBundleOptions.ReadKeys(File.ReadAllText(file))
        : settings.IsDevelopment ? null
        : throw Unused(settings, "authorization.policy_keys_file must name the keys that sign it; unsigned ones are for development");

    private static AgentSetupException Unused(AgentSettings settings, string problem, Exception? exception = null) =>
        new([$"the bundle {settings.PolicyPath} is not used: {problem}"], exception);
}
