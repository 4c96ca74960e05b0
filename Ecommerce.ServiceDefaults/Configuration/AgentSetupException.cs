namespace Ecommerce.ServiceDefaults.Configuration;

/// <summary>What an operator gave an agent, settings or policies, cannot be used.</summary>
/// <param name="problems">One line for each fault, with the place where it stands; at least one.</param>
/// <param name="inner">What told the fault.</param>
public sealed class AgentSetupException(IReadOnlyList<string> problems, Exception? inner = null)
    : Exception(string.Join(Environment.NewLine, problems), inner)
{
    /// <summary>One line for each fault.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
