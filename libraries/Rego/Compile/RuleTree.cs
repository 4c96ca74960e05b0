using Rego.Evaluate;
using Rego.Syntax;
using Rego.Values;

namespace Rego.Compile;

/// <summary>A rule as written, with its module.</summary>
internal sealed record RuleSource(Module Module, Rule Rule);

/// <summary>The tree of virtual documents, and the rules as written at its nodes.</summary>
internal sealed class RuleTree
{
    private readonly Dictionary<RuleNode, List<RuleSource>> _sources = [];

    internal RuleTree()
    {
        Root = new RuleNode(Count++, RegoString.Of("data"), null);
    }

    internal RuleNode Root { get; }

    /// <summary>The number of nodes.</summary>
    internal int Count { get; private set; }

    /// <summary>The nodes with rules, each before those below it.</summary>
    internal IEnumerable<RuleNode> Ruled => Root.Descendants().Where(HasRules);

    internal bool HasRules(RuleNode node) => _sources.ContainsKey(node);

    /// <summary>The rules of a node that has rules, in the order of the modules.</summary>
    internal IReadOnlyList<RuleSource> SourcesOf(RuleNode node) => _sources[node];

    /// <summary>Puts each rule of a module at the end of the constant steps of its head.</summary>
    internal void Add(Module module)
    {
        var package = Root;
        foreach (var step in module.Package)
        {
            package = package.Add(RegoString.Of(step), NextId);
        }

        foreach (var rule in module.Rules)
        {
            var node = package;
            foreach (var step in rule.Path.TakeWhile(step => step is ConstantTerm))
            {
                node = node.Add(((ConstantTerm)step).Value, NextId);
            }

            if (!_sources.TryGetValue(node, out var sources))
            {
                _sources[node] = sources = [];
            }

            sources.Add(new RuleSource(module, rule));
            if (rule.Arguments is not null)
            {
                node.Arity = rule.Arguments.Count;
            }
        }
    }

    private int NextId() => Count++;
}
