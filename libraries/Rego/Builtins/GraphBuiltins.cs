using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Builtins that walk values and graphs.</summary>
internal static class GraphBuiltins
{
    internal static Builtin[] All { get; } =
    [
        new("walk", Kinds.Any, Kinds.Array, (evaluation, value) => Walk(evaluation, value, [])),
        new("graph.reachable", [Kinds.Object, Kinds.Array | Kinds.Set], Kinds.Set, Reachable),
        new("graph.reachable_paths", [Kinds.Object, Kinds.Array | Kinds.Set], Kinds.Set, ReachablePaths),
    ];

    private static IEnumerable<RegoValue> Walk(Evaluation evaluation, RegoValue value, RegoValue[] path)
    {
        Depth.Check();
        evaluation.Limits.Members(path.Length);
        yield return RegoArray.Of([RegoArray.Of(path), value]);
        if (value.Kind < RegoKind.Array)
        {
            yield break;
        }

        evaluation.Limits.Reserve(value.Breadth * 2L);
        foreach (var (key, member) in Members.Of(value))
        {
            foreach (var inner in Walk(evaluation, member, [.. path, key]))
            {
                yield return inner;
            }
        }
    }

    private static RegoSet Reachable(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        var graph = arguments.Object(0);
        var reached = new RegoSet.Builder();
        var queue = new Queue<RegoValue>(Members.Values(arguments[1]));
        while (queue.TryDequeue(out var node))
        {
            evaluation.Limits.Step();
            if (graph.Get(node) is not { } edges || !reached.Add(node))
            {
                continue;
            }

            evaluation.Limits.Members(edges.Breadth >> 3);
            foreach (var next in Members.Values(edges))
            {
                queue.Enqueue(next);
            }
        }

        return reached.Build();
    }

    private static RegoSet ReachablePaths(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        var graph = arguments.Object(0);
        var paths = new RegoSet.Builder();
        foreach (var start in Members.Values(arguments[1]))
        {
            if (graph.Get(start) is not null)
            {
                Extend(evaluation, graph, start, [], paths);
            }
        }

        return paths.Build();
    }

    private static void Extend(Evaluation evaluation, RegoObject graph, RegoValue node, RegoValue[] path, RegoSet.Builder paths)
    {
        evaluation.Limits.Step();
        evaluation.Limits.Members(path.Length);
        Depth.Check();
        if (path.Contains(node) || graph.Get(node) is not { } edges)
        {
            // A path ends before a cycle, and before an edge to a missing node.
            if (path.Length > 0)
            {
                paths.Add(RegoArray.Of(path));
            }

            return;
        }

        RegoValue[] here = [.. path, node];
        evaluation.Limits.Members(edges.Breadth >> 3);
        var next = Members.Values(edges);
        if (next.Length == 0)
        {
            paths.Add(RegoArray.Of(here));
        }

        foreach (var edge in next)
        {
            Extend(evaluation, graph, edge, here, paths);
        }
    }
}
