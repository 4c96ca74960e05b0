using System.CommandLine;
using Ecommerce.Cli.Output;
using Ecommerce.Development;

namespace Ecommerce.Cli.Commands;

/// <summary><c>--data-dir</c>: which shop on this machine. (<c>--data</c> is a request.)</summary>
internal sealed class DataOption : Option<string?>
{
    /// <summary>The option.</summary>
    public DataOption()
        : base("--data-dir")
    {
        Description = "Data folder of the shop (default: $ECOMMERCE_DATA, else the user's data folder)";
        HelpName = "DIR";
        Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }])
            {
                result.AddError("--data-dir must name a folder.");
            }
        });
    }

    /// <summary>The shop's folders.</summary>
    /// <exception cref="CommandException">There is no default, or they are closed to this account.</exception>
    public DataFolder FolderOf(ParseResult parsed)
    {
        var folder = DataFolder.Of(parsed.GetValue(this));
        folder.CheckReadable();
        return folder;
    }
}
