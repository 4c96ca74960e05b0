namespace Ecommerce.Contracts.Wire;

/// <summary>The bytes are not a message, or are one that no schema would accept. It never repeats values.</summary>
/// <param name="message">What is wrong.</param>
public sealed class ContractWireException(string message) : FormatException(message);
