using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.Output;

/// <summary>An error for the person at the terminal: the cause and, where there is one, the way out.</summary>
internal sealed class CommandException : Exception
{
    /// <summary>What an agent answers to administrators alone.</summary>
    public const string AdministratorsOnly = "The agents answer this only to agent/admin: ask with ecommerce-admin.";

    /// <param name="message">One or two sentences.</param>
    /// <param name="inner">The cause, if it was another exception.</param>
    public CommandException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; init; } = ExitCodes.Failed;

    /// <summary>An agent refuses what an administrator asks for, or fails.</summary>
    public static CommandException OfAdministrator(ProblemException exception) =>
        new(exception.Code == ErrorCodes.Forbidden ? AdministratorsOnly : exception.Message, exception)
        {
            ExitCode = exception is { Code: ErrorCodes.Unavailable, IsFromPeer: false } ? ExitCodes.Unreachable : ExitCodes.Failed,
        };

    /// <summary>A command needs a shop, but none runs on that data folder.</summary>
    public static CommandException NothingRuns(DataFolder folder) =>
        new($"Nothing is running on {folder.Root}. Start it with ecommerce up{folder.Option}.") { ExitCode = ExitCodes.Unreachable };
}
