namespace Ecommerce.Contracts.Validation;

/// <summary>A field that breaks a rule of its proto. It never repeats the value.</summary>
/// <param name="Field">The field's path, such as <c>items[0].quantity</c>.</param>
/// <param name="Description">What is wrong, for people.</param>
public readonly record struct FieldViolation(string Field, string Description);
