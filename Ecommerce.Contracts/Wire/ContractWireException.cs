namespace Ecommerce.Contracts.Wire;

/// <summary>The bytes are no message, or one that no schema could make acceptable. It never repeats values.</summary>
/// <param name="message">What is wrong.</param>
public sealed class ContractWireException(string message) : FormatException(message);
