using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Spiffe.Authority;

namespace Ecommerce.Cli.Commands;

/// <summary><c>--svid-ttl 20s</c>: how long X.509-SVIDs live, whatever <c>config/registrations.yaml</c> says; to see them rotate.</summary>
internal sealed class LifetimeOption : Option<TimeSpan?>
{
    public LifetimeOption() : base("--svid-ttl")
    {
        Description =
            "How long identities live, as 20s, 5m or 1h (default: as config/registrations.yaml says); they are renewed at half of it";
        HelpName = "TIME";
        CustomParser = Parse;
    }

    private static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        var unit = text.LastOrDefault() switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        var isNumber =
            int.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var lifetime = TimeSpan.FromSeconds((double)number * unit);
        if (isNumber && Lifetimes.IsAllowed(lifetime))
        {
            return lifetime;
        }

        var given = text.Length > 0 ? text : "empty";
        result.AddError(
            $"--svid-ttl must be a time from {Lifetimes.Shortest.TotalSeconds}s to {Lifetimes.Longest.TotalHours}h, not {given}.");
        return null;
    }
}
