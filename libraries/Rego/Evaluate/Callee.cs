
namespace Rego.Evaluate;

/// <summary>What a call calls.</summary>
internal abstract record Callee(string Name, int Arity);

/// <summary>A function of the language itself.</summary>
internal sealed record BuiltinCallee(Builtin Builtin) : Callee(Builtin.Name, Builtin.Arity);

/// <summary>A function that a policy defines.</summary>
internal sealed record RuleCallee(RuleNode Node, int Parameters) : Callee(Node.Name, Parameters);
