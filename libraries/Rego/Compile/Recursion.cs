using Rego.Syntax;

namespace Rego.Compile;

/// <summary>Refuses rules whose value would depend on itself.</summary>
internal static class Recursion
{
    internal static void Check(
        RuleNode root, Dictionary<RuleNode, List<(Location At, IReadOnlyList<CoreTerm> Path)>> dependencies, CompileErrors errors)
    {
        var targets = dependencies.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.SelectMany(reference => Targets(root, reference.Path, 0)).Distinct().ToList());
        foreach (var node in dependencies.Keys)
        {
            if (Path(node, node, targets, []) is { } path)
            {
                var names = string.Join(" -> ", path.Prepend(node).Select(step => step.Name));
                errors.Add(node.Sources[0].Rule.At, CompileErrors.Recursion, $"rule {node.Name} is recursive: {names}");
            }
        }
    }

    /// <summary>The way from a node back to another, or null.</summary>
    private static List<RuleNode>? Path(
        RuleNode from, RuleNode to, Dictionary<RuleNode, List<RuleNode>> targets, HashSet<RuleNode> seen)
    {
        foreach (var next in targets.GetValueOrDefault(from) ?? [])
        {
            if (next == to)
                return [to];
            if (seen.Add(next) && Path(next, to, targets, seen) is { } rest)
                return [next, .. rest];
        }
        return null;
    }

    /// <summary>The rules that a reference may need.</summary>
    private static IEnumerable<RuleNode> Targets(RuleNode node, IReadOnlyList<CoreTerm> path, int index)
    {
        if (node.Rules is not null)
            yield return node;
        if (index == path.Count)
        {
            foreach (var below in Compiler.All(node).Where(below => below != node && below.Rules is not null && !below.IsFunction))
                yield return below;
            yield break;
        }
        var children = path[index] is CoreConstant step
            ? node.Children.Where(child => child.Key.Equals(step.Value))
            : node.Children;
        foreach (var target in children.SelectMany(child => Targets(child, path, index + 1)))
            yield return target;
    }
}
