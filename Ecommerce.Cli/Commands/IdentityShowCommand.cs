using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Spiffe;

namespace Ecommerce.Cli.Commands;

/// <summary><c>identity show</c>: the command line's own SVIDs and trust bundles.</summary>
internal static class IdentityShowCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var command = new Command("show", "Shows the SVIDs that the Workload API issues to this command, and its trust bundles") { data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = await ShopClient.OpenAsync(data.FolderOf(parsed), id: null, cancellationToken);
            var context = client.Identity.Current!;
            JsonOutput.Write(new JsonObject
            {
                ["spiffe_id"] = context.Svid.Id.ToString(),
                ["svids"] = new JsonArray([.. context.Svids.Select(Describe)]),
                ["trust_bundles"] = new JsonArray([.. context.Bundles.All.Select(Describe)]),
            });
            return ExitCodes.Done;
        });
        return command;
    }

    private static JsonObject Describe(X509Svid svid) => new()
    {
        ["spiffe_id"] = svid.Id.ToString(),
        ["not_before"] = Time(svid.NotBefore),
        ["not_after"] = Time(svid.NotAfter),
        ["serial_number"] = svid.Leaf.SerialNumber.ToLowerInvariant(),
        ["hint"] = svid.Hint,
    };

    private static JsonObject Describe(X509Bundle bundle) => new()
    {
        ["trust_domain"] = bundle.TrustDomain.Name,
        ["authorities"] = new JsonArray([.. bundle.Authorities.Select(authority => (JsonNode)new JsonObject
        {
            ["subject"] = authority.Subject,
            ["not_after"] = Time(authority.NotAfter.ToUniversalTime()),
            ["development"] = DevelopmentMarker.IsOn(authority),
        })]),
    };

    /// <summary>In the contract's time format.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
