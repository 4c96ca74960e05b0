using Rego.Syntax;

namespace Rego.Compile;

/// <summary>Refuses rules whose value would depend on itself.</summary>
internal static class Recursion
{
    internal static void Check(
        RuleNode root, Dictionary<RuleNode, List<(Location At, IReadOnlyList<CoreTerm> Path)>> dependencies, CompileErrors errors,
        int maxErrors)
    {
        var targets = dependencies.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.SelectMany(reference => Targets(root, reference.Path, 0)).Distinct().ToList());
        var found = 0;
        var free = new HashSet<RuleNode>();
        foreach (var node in dependencies.Keys)
        {
            if (Path(node, targets, free) is not { } path)
            {
                continue;
            }
            errors.Add(node.Sources[0].Rule.At, CompileErrors.Recursion,
                $"rule {node.Name} is recursive: {string.Join(" -> ", path.Select(step => step.Name))}");
            if (++found >= maxErrors)
            {
                return;
            }
        }
    }

    /// <summary>The way from a node back to itself, or null. Without recursion through other nodes, each node is looked at once over all
    /// searches: what is known to reach no cycle is not entered again.</summary>
    private static List<RuleNode>? Path(RuleNode start, Dictionary<RuleNode, List<RuleNode>> targets, HashSet<RuleNode> free)
    {
        var seen = new HashSet<RuleNode> { start };
        var path = new Stack<(RuleNode Node, int Next, bool IsFree)>([(start, 0, true)]);
        while (path.TryPop(out var at))
        {
            var next = targets.GetValueOrDefault(at.Node) is { } list && at.Next < list.Count ? list[at.Next] : null;
            if (next is null)
            {
                if (at.IsFree)
                {
                    free.Add(at.Node);
                }
                else if (path.TryPop(out var above))
                {
                    path.Push(above with { IsFree = false });
                }
                continue;
            }
            // A node that was seen and is not free lies on this path or leads to a cycle.
            var isOpen = next == start || (!free.Contains(next) && !seen.Add(next));
            path.Push(at with { Next = at.Next + 1, IsFree = at.IsFree && !isOpen });
            if (next == start)
            {
                return [.. path.Reverse().Select(step => step.Node), start];
            }
            if (!isOpen && !free.Contains(next))
            {
                path.Push((next, 0, true));
            }
        }
        return null;
    }

    /// <summary>The rules that a reference may need.</summary>
    private static IEnumerable<RuleNode> Targets(RuleNode node, IReadOnlyList<CoreTerm> path, int index)
    {
        if (node.Rules is not null)
        {
            yield return node;
        }
        if (index == path.Count)
        {
            foreach (var below in Compiler.All(node).Where(below => below != node && below.Rules is not null && !below.IsFunction))
            {
                yield return below;
            }
            yield break;
        }
        var children = path[index] is CoreConstant step
            ? node.Children.Where(child => child.Key.Equals(step.Value))
            : node.Children;
        foreach (var target in children.SelectMany(child => Targets(child, path, index + 1)))
        {
            yield return target;
        }
    }
}
