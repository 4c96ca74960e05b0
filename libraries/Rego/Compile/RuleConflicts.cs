using Rego.Syntax;

namespace Rego.Compile;

/// <summary>Refuses rules that cannot stand together.</summary>
internal static class RuleConflicts
{
    private enum Form
    {
        Complete,
        Set,
        Object,
        Function,
    }

    internal static void Check(RuleNode node, CompileErrors errors)
    {
        var first = node.Sources[0];
        if (node.Sources.Select(source => FormOf(source.Rule)).Distinct().Count() > 1
            || node.Sources.Select(source => source.Rule.Arguments?.Count ?? -1).Distinct().Count() > 1)
        {
            errors.Add(first.Rule.At, CompileErrors.Type, $"conflicting rules {node.Name} found");
        }
        var defaults = node.Sources.Where(source => source.Rule.IsDefault).ToList();
        if (defaults.Count > 1)
        {
            errors.Add(defaults[1].Rule.At, CompileErrors.Type, $"multiple default rules {node.Name} found");
        }
        if (FormOf(first.Rule) == Form.Object)
        {
            return;
        }
        var below = Compiler.All(node).FirstOrDefault(other => other != node && other.Sources.Count > 0);
        if (below is not null)
        {
            errors.Add(first.Rule.At, CompileErrors.Type, $"rule {node.Name} conflicts with: rule {below.Name}");
        }
    }

    private static Form FormOf(Rule rule)
    {
        if (rule.Arguments is not null)
        {
            return Form.Function;
        }
        if (rule.Path.Any(step => step is not ConstantTerm))
        {
            return Form.Object;
        }
        return rule.Key is not null ? Form.Set : Form.Complete;
    }
}
