namespace Ecommerce.Gateway;

/// <summary>What the gateway itself logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "proposal {Proposal} is not what was proposed: its row was changed, and it is not carried out")]
    public static partial void ProposalChanged(ILogger logger, string proposal);

    [LoggerMessage(2, LogLevel.Warning, "the model did not answer: {Reason}")]
    public static partial void ModelFailed(ILogger logger, string reason);
}
