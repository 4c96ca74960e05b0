using Rego.Values;

namespace Rego;

/// <summary>One solution of a query.</summary>
/// <param name="Bindings">The query's variables and their values.</param>
/// <param name="Expressions">The value of each of the query's expressions, in order.</param>
public sealed record RegoSolution(IReadOnlyDictionary<string, RegoValue> Bindings, IReadOnlyList<RegoValue> Expressions);
