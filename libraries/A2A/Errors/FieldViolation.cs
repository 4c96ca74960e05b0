namespace A2A.Errors;

/// <summary>A field that is missing or wrong.</summary>
/// <param name="Field">Its path in the request's JSON, such as <c>message.parts[0].text</c>.</param>
/// <param name="Description">What is wrong with it.</param>
public sealed record FieldViolation(string Field, string Description);
