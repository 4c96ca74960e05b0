using System.CommandLine;
using Ecommerce.Cli.Development;

namespace Ecommerce.Cli.Commands;

/// <summary><c>--data-dir</c>: which shop on this machine is meant. (<c>--data</c> is a request.)</summary>
internal sealed class DataOption : Option<string?>
{
    /// <summary>The option.</summary>
    public DataOption()
        : base("--data-dir")
    {
        Description = "Data folder of the shop (default: $ECOMMERCE_DATA, else the user's data folder)";
        HelpName = "DIR";
    }

    /// <summary>The folders meant.</summary>
    public DataFolder FolderOf(ParseResult parsed) => DataFolder.Of(parsed.GetValue(this));
}
