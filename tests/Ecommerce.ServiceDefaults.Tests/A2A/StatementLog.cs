using System.Collections.Concurrent;
using System.Diagnostics;

namespace Ecommerce.ServiceDefaults.Tests.A2A;

/// <summary>The statements that agents of this process send to their databases for something that is done, by its trace.</summary>
internal sealed class StatementLog : IDisposable
{
    private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<string>> _traces = new();
    private readonly ActivityListener _listener;

    public StatementLog()
    {
        // Of these traces alone: other tests run beside this one, and are not to be traced by it.
        _listener = new()
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> asked) =>
                _traces.ContainsKey(asked.TraceId) ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == "Npgsql" && _traces.TryGetValue(activity.TraceId, out var statements))
                {
                    statements.Enqueue($"{activity.GetTagItem("db.query.text")}");
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>What was done, and the statements that it took.</summary>
    public async Task<(T Result, IReadOnlyList<string> Statements)> OfAsync<T>(Func<Task<T>> act)
    {
        using var activity = new Activity("asked").SetIdFormat(ActivityIdFormat.W3C);
        activity.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        activity.Start();
        var statements = _traces.GetOrAdd(activity.TraceId, _ => new());
        var result = await act();
        return (result, [.. statements]);
    }

    public void Dispose() => _listener.Dispose();
}
