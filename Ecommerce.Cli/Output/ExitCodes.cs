namespace Ecommerce.Cli.Output;

/// <summary>The process's exit codes.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Refused, failed or degraded.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The shop, the agent or a tool that is not part of this repository cannot be reached.</summary>
    public const int Unreachable = 3;

    /// <summary>Something waits for an approval.</summary>
    public const int ApprovalRequired = 4;
}
