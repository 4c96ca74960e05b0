using Rego.Evaluate;

namespace Rego.Compile;

/// <summary>Rejects recursive rules.</summary>
internal static class Recursion
{
    internal static void Check(
        RuleTree tree, Dictionary<RuleNode, List<IReadOnlyList<CoreTerm>>> dependencies, CompileErrors errors, int maxErrors)
    {
        var targets = dependencies.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.SelectMany(reference => Targets(tree.Root, reference, 0)).Distinct().ToList());
        var found = 0;
        var free = new HashSet<RuleNode>();
        foreach (var node in dependencies.Keys)
        {
            if (Path(node, targets, free) is not { } path)
            {
                continue;
            }

            errors.Add(tree.SourcesOf(node)[0].Rule.At, CompileErrors.Recursion,
                $"rule {node.Name} is recursive: {string.Join(" -> ", path.Select(step => step.Name))}");
            if (++found >= maxErrors)
            {
                return;
            }
        }
    }

    /// <summary>The path from a node back to itself, or null. Nodes that are known not to reach a cycle are not visited again, so
    /// that in rules without recursion all searches together visit each node once.</summary>
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

            // A node that was seen and is not free is on this path or leads to a cycle.
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

    /// <summary>The rules that a reference may depend on.</summary>
    private static IEnumerable<RuleNode> Targets(RuleNode node, IReadOnlyList<CoreTerm> path, int index)
    {
        if (node.Rules is not null)
        {
            yield return node;
        }

        if (index == path.Count)
        {
            foreach (var below in node.Descendants().Where(below => below.Rules is not null && !below.IsFunction))
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
