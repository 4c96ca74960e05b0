namespace Ecommerce.Contracts.Json;

/// <summary>The JSON is not what the contract asks for. It never repeats values, so that secrets stay out of errors.</summary>
/// <param name="field">The field at fault.</param>
/// <param name="message">What is wrong.</param>
public sealed class ContractJsonException(string field, string message) : FormatException(message)
{
    /// <summary>The field's path, such as <c>items[0].quantity</c>; empty for the document itself.</summary>
    public string Field { get; } = field;
}
