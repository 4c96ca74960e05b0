using Rego.Evaluate;
using Rego.Syntax;

namespace Rego.Compile;

/// <summary>Rejects rules that conflict with each other.</summary>
internal static class RuleConflicts
{
    private enum Form
    {
        Complete,
        Set,
        Object,
        Function,
    }

    internal static void Check(RuleNode node, RuleTree tree, CompileErrors errors)
    {
        var rules = tree.SourcesOf(node).Select(source => source.Rule).ToList();
        var first = rules[0];
        if (rules.Select(FormOf).Distinct().Count() > 1 || rules.Select(rule => rule.Arguments?.Count ?? -1).Distinct().Count() > 1)
        {
            errors.Add(first.At, CompileErrors.Type, $"conflicting rules {node.Name} found");
        }

        var defaults = rules.Where(rule => rule.IsDefault).ToList();
        if (defaults.Count > 1)
        {
            errors.Add(defaults[1].At, CompileErrors.Type, $"multiple default rules {node.Name} found");
        }

        if (FormOf(first) == Form.Object)
        {
            return;
        }

        var below = node.Descendants().FirstOrDefault(tree.HasRules);
        if (below is not null)
        {
            errors.Add(first.At, CompileErrors.Type, $"rule {node.Name} conflicts with: rule {below.Name}");
        }
    }

    private static Form FormOf(Rule rule)
    {
        if (rule.Arguments is not null)
        {
            return Form.Function;
        }

        if (rule.Dynamic.Count > 0)
        {
            return Form.Object;
        }

        return rule.Key is not null ? Form.Set : Form.Complete;
    }
}
