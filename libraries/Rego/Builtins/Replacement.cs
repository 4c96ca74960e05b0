using System.Text;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Replaces parts of texts.</summary>
internal static class Replacement
{
    /// <summary><c>replace</c>: one part by another.</summary>
    internal static RegoString One(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments) =>
        RegoString.Of(Replace(evaluation, arguments.Text(0), [(arguments.Text(1), arguments.Text(2))]));

    /// <summary><c>strings.replace_n</c>: each key of an object by its value.</summary>
    internal static RegoString Many(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        var pairs = new List<(string, string)>();
        foreach (var (key, value) in arguments.Object(0).ToSortedArray())
        {
            if (key.Text is null || value.Text is null)
            {
                throw new BuiltinException(
                    $"operand 1 non-string {(key.Text is null ? "key" : "value")} found in pattern object", isType: true);
            }

            pairs.Add((key.Text, value.Text));
        }

        return RegoString.Of(Replace(evaluation, arguments.Text(1), pairs));
    }

    /// <summary>Replaces from left to right; if several texts match, the first in the list wins. An empty text matches before each code
    /// point and at the end.</summary>
    private static string Replace(Evaluation evaluation, string text, List<(string Old, string New)> pairs)
    {
        evaluation.Limits.Step(((long)text.Length * pairs.Count) >> 3);
        var result = new StringBuilder();
        var position = 0;
        var wasEmpty = false;
        while (position <= text.Length)
        {
            var match = -1;
            for (var i = 0; i < pairs.Count && match < 0; i++)
            {
                // An empty text matches only once at a position; the others are tried there again.
                if ((pairs[i].Old.Length > 0 || !wasEmpty)
                    && string.CompareOrdinal(text, position, pairs[i].Old, 0, pairs[i].Old.Length) == 0)
                {
                    match = i;
                }
            }

            if (match >= 0)
            {
                evaluation.Limits.Reserve(4L * pairs[match].New.Length);
                result.Append(pairs[match].New);
                position += pairs[match].Old.Length;
                wasEmpty = pairs[match].Old.Length == 0;
                continue;
            }

            wasEmpty = false;
            if (position < text.Length)
            {
                var size = char.IsSurrogatePair(text, position) ? 2 : 1;
                result.Append(text, position, size);
                position += size;
            }
            else
            {
                break;
            }
        }

        evaluation.Limits.Reserve(2L * result.Length);
        return result.ToString();
    }
}
