using System.Runtime.CompilerServices;
using A2A.V1;
using Google.Protobuf.WellKnownTypes;

namespace A2A.Tests;

/// <summary>A task in memory, which any number of readers follow.</summary>
internal sealed class LiveTask(string id, string contextId, string owner)
{
    private readonly Lock _lock = new();
    private readonly List<StreamResponse> _events = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _readers;

    public string Owner => owner;

    /// <summary>Who follows it now.</summary>
    public int Readers => Volatile.Read(ref _readers);

    public AgentTask Task { get; } = new() { Id = id, ContextId = contextId };

    public void Status(TaskState state, string? text = null)
    {
        // In whole milliseconds, as JSON has them.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var status = new TaskStatus { State = state, Timestamp = Timestamp.FromDateTimeOffset(now) };
        if (text is not null)
        {
            status.Message = Texts.Message(text, Role.Agent);
        }

        lock (_lock)
        {
            if (Task.Status?.Message is { } before)
            {
                Task.History.Add(before);
            }

            Task.Status = status;
            Add(new() { StatusUpdate = new() { TaskId = id, ContextId = contextId, Status = status.Clone() } });
        }
    }

    public void Artifact(string name, string text, bool append = false)
    {
        var artifact = new Artifact { ArtifactId = name, Name = name, Parts = { new Part { Text = text } } };
        lock (_lock)
        {
            if (append)
            {
                Task.Artifacts.Single(known => known.ArtifactId == name).Parts.Add(artifact.Parts);
            }
            else
            {
                Task.Artifacts.Add(artifact.Clone());
            }

            Add(new() { ArtifactUpdate = new() { TaskId = id, ContextId = contextId, Artifact = artifact, Append = append } });
        }
    }

    public AgentTask Snapshot()
    {
        lock (_lock)
        {
            return Task.Clone();
        }
    }

    /// <summary>The task, and then each event after it.</summary>
    public async IAsyncEnumerable<StreamResponse> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _readers);
        try
        {
            AgentTask snapshot;
            int next;
            lock (_lock)
            {
                snapshot = Task.Clone();
                next = _events.Count;
            }

            yield return new() { Task = snapshot };
            while (true)
            {
                StreamResponse? item = null;
                Task changed;
                lock (_lock)
                {
                    changed = _changed.Task;
                    item = next < _events.Count ? _events[next++].Clone() : null;
                }

                if (item is null)
                {
                    await changed.WaitAsync(cancellationToken);
                }
                else
                {
                    yield return item;
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }

    private void Add(StreamResponse item)
    {
        _events.Add(item);
        var changed = _changed;
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
