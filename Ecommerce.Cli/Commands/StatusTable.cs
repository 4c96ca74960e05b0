using System.Globalization;
using Spectre.Console;

namespace Ecommerce.Cli.Commands;

/// <summary>A <see cref="StatusReport"/> for people.</summary>
internal static class StatusTable
{
    /// <summary>Writes it to the terminal.</summary>
    public static void Write(StatusReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("agent", "state", "pid", "mutual TLS", "probes");
        foreach (var agent in report.Agents)
        {
            table.AddRow(
                agent.Name, Colour(agent.State), Pid(agent.Pid), agent.Addresses?.Mtls ?? "", agent.Addresses?.HttpHealth ?? "");
        }

        if (report.Storefront is { } storefront)
        {
            table.AddRow("storefront", Colour(storefront.State), Pid(storefront.Pid), "", "");
        }

        table.AddRow("postgres", Colour(report.Database.State), Pid(report.Database.Pid), report.Database.Address ?? "", "");
        AnsiConsole.Write(table);
        if (report.Storefront is { } shown)
        {
            AnsiConsole.WriteLine($"storefront   {shown.Url}");
        }

        if (report.Agents.Select(agent => agent.Addresses?.Public).OfType<string>().ToList() is { Count: > 0 } doors)
        {
            AnsiConsole.WriteLine($"public       {string.Join(", ", doors)}");
        }

        if (report.DashboardUrl is { } url)
        {
            AnsiConsole.WriteLine($"dashboard    {url}");
        }

        AnsiConsole.WriteLine($"data         {report.DataDir}");
    }

    private static string Pid(int? pid) => pid?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Colour(string state) => state switch
    {
        "healthy" => "[green]healthy[/]",
        "stopped" => "[red]stopped[/]",
        _ => $"[yellow]{Markup.Escape(state)}[/]",
    };
}
