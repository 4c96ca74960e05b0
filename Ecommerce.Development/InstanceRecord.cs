using Spiffe.Authority;

namespace Ecommerce.Development;

/// <summary>Keeps <c>instance.json</c> true while a shop runs. Safe for use by all supervisors at once.</summary>
public sealed class InstanceRecord(DataFolder folder, Ports ports, string? dashboardUrl)
{
    private readonly Lock _gate = new();
    private readonly Instance _empty = new(
        ProcessIdentity.Current, Ready: false, ports.Base, folder.Sockets, dashboardUrl, new Dictionary<string, ProcessIdentity>(),
        ports.Replicas);

    private Instance? _current;

    /// <summary>What was last written.</summary>
    public Instance Current => _current ?? _empty;

    /// <summary>Takes over what an earlier runner left, as this runner's.</summary>
    public void Adopt(Instance? left) => Write(instance => instance with { Processes = left?.Processes ?? instance.Processes });

    /// <summary>Nothing is started yet.</summary>
    public void Clear() => Write(_ => _empty);

    /// <summary>A child was started.</summary>
    public void Set(string name, ProcessIdentity child) => Write(instance => instance with
    {
        Processes = new Dictionary<string, ProcessIdentity>(instance.Processes) { [name] = child },
    });

    /// <summary>Every agent was ready.</summary>
    public void SetReady() => Write(instance => instance with { Ready = true });

    /// <summary>Nothing runs any more.</summary>
    public void Delete()
    {
        lock (_gate)
        {
            File.Delete(folder.InstanceFile);
            if (Directory.Exists(folder.Runtime))
            {
                Directory.Delete(folder.Runtime, recursive: true);
            }
        }
    }

    private void Write(Func<Instance, Instance> change)
    {
        lock (_gate)
        {
            _current = change(Current);
            _current.Write(folder);
        }
    }
}
