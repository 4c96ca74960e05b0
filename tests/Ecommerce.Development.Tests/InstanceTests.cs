using Ecommerce.Development.Processes;
using Ecommerce.Testing;
using Spiffe.Authority;

namespace Ecommerce.Development.Tests;

public sealed class InstanceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_runs_in_a_new_folder() => Assert.Null(Instance.Read(DataFolder.Of(_folder.At("none"))));

    [Fact]
    public void What_the_runner_writes_is_read_back()
    {
        var folder = Create();
        var record = new InstanceRecord(folder, new Ports(20000), "http://127.0.0.1:20002/login?t=x");
        record.Set("order", ProcessIdentity.Current);
        record.SetReady();
        var read = Instance.Read(folder)!;
        Assert.True(read.Ready);
        Assert.Equal(ProcessIdentity.Current, read.Runner);
        Assert.Equal(ProcessIdentity.Current, read.Processes["order"]);
        Assert.Equal(20000, read.PortBase);
        Assert.Equal($"unix://{folder.Runtime}/order.sock", read.SocketOf("order"));
        record.Delete();
        Assert.Null(Instance.Read(folder));
        Assert.False(Directory.Exists(folder.Runtime));
    }

    [Fact]
    public void Where_one_socket_serves_all_each_workload_asks_for_its_own_ID()
    {
        var instance = new Instance(ProcessIdentity.Current, Ready: true, null, "", null, new Dictionary<string, ProcessIdentity>())
        {
            SharedSocket = "/run/spire/agent.sock",
        };
        instance.Write(Create());

        var read = Instance.Read(Create())!;
        Assert.All(["order", "cli"], workload => Assert.Equal("unix:///run/spire/agent.sock", read.SocketOf(workload)));
        Assert.Equal("spiffe://agentweave.io/client/cli", read.IdOf("cli"));
        Assert.Equal("spiffe://agentweave.io/agent/admin", read.IdOf("admin"));
    }

    [Fact]
    public void One_holds_the_lock_and_leaves_no_file()
    {
        var path = Create().LockFile;
        using (var first = InstanceLock.TryTake(path))
        {
            Assert.NotNull(first);
            Assert.True(InstanceLock.IsHeld(path));
            Assert.Null(InstanceLock.TryTake(path));
        }

        Assert.False(File.Exists(path));
        Assert.False(InstanceLock.IsHeld(path));
        using var second = InstanceLock.TryTake(path);
        Assert.NotNull(second);
    }

    [Fact]
    public async Task Orphans_are_stopped_and_a_reused_pid_is_left_alone()
    {
        using var orphan = Sleep();
        using var stranger = Sleep();
        var instance = new Instance(new ProcessIdentity(1, 1), Ready: true, null, "", null, new Dictionary<string, ProcessIdentity>
        {
            ["order"] = orphan.Identity,
            ["user"] = stranger.Identity with { StartTime = stranger.Identity.StartTime - 1 },
        });
        Assert.Equal(["order"], await ShopProcesses.StopOrphansAsync(instance, TimeProvider.System));
        Assert.False(orphan.Identity.IsAlive);
        Assert.True(stranger.Identity.IsAlive);
        stranger.Identity.Send(Signal.Kill);
    }

    [Fact]
    public void Sockets_have_short_paths_however_long_the_data_folders_is()
    {
        var folder = DataFolder.Of(_folder.At(new string('d', 200)));
        Assert.InRange(Path.Combine(folder.Sockets, "inventory.sock").Length, 1, 107);
        Assert.Equal(folder.Runtime, DataFolder.Of(folder.Root).Runtime);
        Assert.NotEqual(folder.Runtime, DataFolder.Of(folder.Root + "2").Runtime);
    }

    [Fact]
    public void A_step_is_done_until_one_of_its_files_changes()
    {
        var stamps = new Stamps(_folder.At("stamps"));
        var file = _folder.At("agent.dll");
        File.WriteAllText(file, "one");
        Assert.False(stamps.IsCurrent("order", file));
        stamps.Set("order", file);
        Assert.True(stamps.IsCurrent("order", file));
        File.WriteAllText(file, "two");
        Assert.False(stamps.IsCurrent("order", file));
        stamps.Set("order", file);
        stamps.Clear();
        Assert.False(stamps.IsCurrent("order", file));
    }

    private DataFolder Create()
    {
        var folder = DataFolder.Of(_folder.At("data"));
        folder.Create();
        return folder;
    }

    private ChildProcess Sleep() => ChildProcess.Start(new("sleep", ["60"], new Dictionary<string, string>(), _folder.At("sleep.log")));
}
