using Rego.Values;

namespace Rego.Evaluate;

/// <summary>A node of the tree of virtual documents: <c>data</c>, a package, a rule, or a step between them.</summary>
internal sealed class RuleNode
{
    private readonly Dictionary<RegoValue, RuleNode> _children = [];

    internal RuleNode(int id, RegoValue key, RuleNode? parent)
    {
        Id = id;
        Key = key;
        Parent = parent;
    }

    /// <summary>The node's number, from 0: where an evaluation remembers its value.</summary>
    internal int Id { get; }

    internal RegoValue Key { get; }

    internal RuleNode? Parent { get; }

    internal IReadOnlyCollection<RuleNode> Children => _children.Values;

    /// <summary>The number of parameters of a function; -1 for anything else.</summary>
    internal int Arity { get; set; } = -1;

    internal bool IsFunction => Arity >= 0;

    /// <summary>The compiled rules; null if there are none. Set once, before the first evaluation.</summary>
    internal RuleSet? Rules { get; set; }

    /// <summary>The path as written: <c>data.a.b</c>.</summary>
    internal string Name => Parent is null ? "data" : Key.Text is { } text && IsName(text)
        ? $"{Parent.Name}.{text}"
        : $"{Parent.Name}[{Key}]";

    internal RuleNode? Child(RegoValue key) => _children.GetValueOrDefault(key);

    internal RuleNode Add(RegoValue key, Func<int> nextId)
    {
        if (!_children.TryGetValue(key, out var child))
        {
            _children[key] = child = new RuleNode(nextId(), key, this);
        }

        return child;
    }

    internal RuleNode? Find(IEnumerable<RegoValue> path)
    {
        var node = this;
        foreach (var step in path)
        {
            node = node.Child(step);
            if (node is null)
            {
                return null;
            }
        }

        return node;
    }

    /// <summary>All nodes below this one, each before its own children.</summary>
    internal IEnumerable<RuleNode> Descendants()
    {
        var rest = new Stack<RuleNode>(Children.Reverse());
        while (rest.TryPop(out var next))
        {
            yield return next;
            foreach (var child in next.Children.Reverse())
            {
                rest.Push(child);
            }
        }
    }

    private static bool IsName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
