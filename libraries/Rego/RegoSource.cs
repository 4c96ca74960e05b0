namespace Rego;

/// <summary>The text of one module.</summary>
/// <param name="Path">Where it came from; named in diagnostics.</param>
/// <param name="Text">Rego source, version 1 of the language.</param>
public readonly record struct RegoSource(string Path, string Text);
