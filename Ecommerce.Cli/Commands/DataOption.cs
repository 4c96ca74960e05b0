using System.CommandLine;
using Ecommerce.Cli.Development;

namespace Ecommerce.Cli.Commands;

/// <summary>Which shop on this machine is meant.</summary>
internal sealed class DataOption : Option<string?>
{
    private DataOption(params string[] aliases)
        : base("--data-dir", aliases)
    {
        Description = "Data folder of the shop (default: $ECOMMERCE_DATA, else the user's data folder)";
        HelpName = "DIR";
    }

    /// <summary><c>--data</c>, or <c>--data-dir</c>.</summary>
    public static DataOption Create() => new("--data");

    /// <summary><c>--data-dir</c> alone, where <c>--data</c> means something else.</summary>
    public static DataOption CreateLong() => new();

    /// <summary>The folders meant.</summary>
    public DataFolder FolderOf(ParseResult parsed) => DataFolder.Of(parsed.GetValue(this));
}
