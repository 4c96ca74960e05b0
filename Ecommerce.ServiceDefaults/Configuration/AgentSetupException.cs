namespace Ecommerce.ServiceDefaults.Configuration;

/// <summary>An operator's input to an agent, such as settings or policies, cannot be used.</summary>
/// <param name="problems">One line for each fault, with its place; at least one.</param>
/// <param name="inner">The cause.</param>
public sealed class AgentSetupException(IReadOnlyList<string> problems, Exception? inner = null)
    : Exception(string.Join(Environment.NewLine, problems), inner)
{
    /// <summary>One line for each fault.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
