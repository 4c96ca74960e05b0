using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Ecommerce.Cli.Commands;

/// <summary>A number within bounds; anything else is a usage error.</summary>
internal class NumberOption<T> : Option<T?>
    where T : struct, INumber<T>
{
    /// <param name="name">Such as <c>--minutes</c>.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="helpName">One letter.</param>
    /// <param name="least">The smallest.</param>
    /// <param name="most">The largest.</param>
    public NumberOption(string name, string description, string helpName, T least, T most)
        : base(name)
    {
        (Description, HelpName) = (description, helpName);
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (T.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            var given = text.Length > 0 ? text : "empty";
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be a number from {least} to {most}, not {given}."));
            return null;
        };
    }
}
