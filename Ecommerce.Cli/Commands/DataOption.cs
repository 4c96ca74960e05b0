using System.CommandLine;
using Ecommerce.Cli.Development;

namespace Ecommerce.Cli.Commands;

/// <summary>Which shop on this machine is meant.</summary>
internal sealed class DataOption() : Option<string?>("--data")
{
    /// <summary>Makes the option with its help.</summary>
    public static DataOption Create() => new()
    {
        Description = "Data folder of the shop (default: $ECOMMERCE_DATA, else the user's data folder)",
        HelpName = "DIR",
    };

    /// <summary>The folders meant.</summary>
    public DataFolder FolderOf(ParseResult parsed) => DataFolder.Of(parsed.GetValue(this));
}
