using System.Text.Json;
using Rego.Values;

namespace Rego.Tests.Conformance;

internal enum CaseOutcome
{
    Pass,

    /// <summary>The policy calls a builtin that is not supported, which is an error when it is loaded.</summary>
    Unsupported,
    Fail,
}

internal sealed record CaseResult(CaseOutcome Outcome, string Detail);

/// <summary>Runs one evaluation case.</summary>
internal static class CaseRunner
{
    // Some cases count to a million on purpose.
    private const long Steps = 10_000_000;
    private const long Bytes = 512L << 20;

    internal static CaseResult Run(ConformanceCase test)
    {
        try
        {
            var modules = (test.Modules ?? []).Select((text, i) => new RegoSource($"test-{i}.rego", text));
            var data = test.Data is { ValueKind: JsonValueKind.Object } document ? RegoValue.FromJson(document) : null;
            var query = RegoPolicy.Load(modules, data).Prepare(test.Query);
            var options = new RegoEvaluationOptions { StrictBuiltinErrors = test.StrictError, StepBudget = Steps, MemoryBudget = Bytes };
            return Compare(test, query.EvaluateBindings(Input(test), options));
        }
        catch (RegoLoadException exception)
            when (exception.Errors.All(error => error.Message.StartsWith("undefined function", StringComparison.Ordinal)))
        {
            return new CaseResult(CaseOutcome.Unsupported, exception.Message);
        }
        catch (RegoLoadException exception)
        {
            return Failed(test, $"load error {exception.Message}");
        }
        catch (RegoEvaluationException exception)
        {
            var wanted = test.WantsError
                && (test.WantErrorCode is null || test.WantErrorCode == exception.Code)
                && (test.WantError is null || exception.Message.Contains(test.WantError, StringComparison.Ordinal));
            return wanted ? new CaseResult(CaseOutcome.Pass, "") : Failed(test, exception.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return Failed(test, exception.ToString());
        }
    }

    private static RegoValue? Input(ConformanceCase test)
    {
        if (test.InputTerm is not null)
        {
            return RegoPolicy.Load([]).Prepare($"x = {test.InputTerm}").EvaluateBindings(null)[0].Bindings["x"];
        }

        return test.Input is { } input ? RegoValue.FromJson(input) : null;
    }

    private static CaseResult Compare(ConformanceCase test, IReadOnlyList<RegoSolution> solutions)
    {
        var got = solutions
            .Select(solution => solution.Bindings.Select(pair => (pair.Key, AsJson(pair.Value, test.SortBindings))))
            .Select(bindings => RegoValue.Object([.. bindings]))
            .ToList();
        var text = string.Join(", ", got);
        if (test.WantsError)
        {
            return Failed(test, text);
        }

        if (test.WantResult is null)
        {
            return test.WantDefined is null || test.WantDefined == solutions.Count > 0
                ? new CaseResult(CaseOutcome.Pass, "")
                : Failed(test, text);
        }

        var wanted = test.WantResult.Select(item => AsJson(RegoValue.FromJson(item), test.SortBindings)).ToList();
        // The language does not define the order of solutions.
        var same = wanted.Count == got.Count && wanted.Order(Comparer<RegoValue>.Create(RegoValue.Compare))
            .SequenceEqual(got.Order(Comparer<RegoValue>.Create(RegoValue.Compare)));
        return same ? new CaseResult(CaseOutcome.Pass, "") : Failed(test, text);
    }

    /// <summary>The value as JSON can hold it. Since the suite writes sets as arrays, arrays are sorted if a case asks for that.</summary>
    private static RegoValue AsJson(RegoValue value, bool sort)
    {
        switch (value)
        {
            case RegoObject obj:
                var members = obj.ToSortedArray();
                return RegoValue.Object(
                    [.. members.Select(member => (member.Key.Text ?? member.Key.ToJson(), AsJson(member.Value, sort)))]);
            case RegoSet set:
                return Items(set.ToSortedArray(), sort);
            case RegoArray array:
                return Items(array.Items.ToArray(), sort);
            default:
                return value;
        }
    }

    private static RegoValue Items(IEnumerable<RegoValue> items, bool sort)
    {
        var converted = items.Select(item => AsJson(item, sort));
        return RegoValue.From(sort ? converted.Order(Comparer<RegoValue>.Create(RegoValue.Compare)) : converted);
    }

    private static CaseResult Failed(ConformanceCase test, string got)
    {
        var wanted = test.WantsError
            ? $"error {test.WantErrorCode} {test.WantError}"
            : test.WantResult is null ? $"defined {test.WantDefined}" : string.Join(", ", test.WantResult);
        return new CaseResult(CaseOutcome.Fail, $"wanted {wanted}; got {got}");
    }
}
