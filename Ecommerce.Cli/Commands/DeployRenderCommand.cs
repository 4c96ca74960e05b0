using System.CommandLine;
using Ecommerce.Cli.Deploy;
using Ecommerce.Cli.Output;

namespace Ecommerce.Cli.Commands;

/// <summary><c>deploy render</c>: writes for platforms what the registrations and the policies say.</summary>
internal static class DeployRenderCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var check = new Option<bool>("--check") { Description = "Writes nothing; fails if a file is out of date" };
        var command = new Command(
            "render", "Writes for SPIRE, Kubernetes, Istio, Prometheus and OPA what the registrations, the policies and the alerts say")
        {
            check,
        };
        command.SetAction(parsed => Run(parsed.GetValue(check)));
        return command;
    }

    private static int Run(bool check)
    {
        var stale = DeployFile.All().Where(file => !file.IsCurrent()).ToList();
        if (check && stale.Count > 0)
        {
            throw new CommandException(
                $"Out of date: {string.Join(", ", stale.Select(file => file.Path))}. Run ecommerce deploy render.");
        }

        foreach (var file in stale)
        {
            file.Save();
            Console.WriteLine(file.Path);
        }

        return ExitCodes.Done;
    }
}
