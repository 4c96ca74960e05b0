namespace Ecommerce.Pages.Components;

/// <summary>One of a line of states.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="State"><c>done</c>, <c>now</c>, <c>todo</c> or <c>failed</c>.</param>
/// <param name="At">When it came about, if it has.</param>
public sealed record Step(string Text, string State, DateTimeOffset? At = null);
