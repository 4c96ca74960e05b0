using Ecommerce.Development;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spiffe.Authority;
using Spiffe.Hosting;

namespace Ecommerce.AppHost;

/// <summary>
/// Describes the shop that runs here as <c>ecommerce up</c> describes its own, in the same data folder, so that <c>bin/ecommerce</c>
/// finds it. The lock says that it is the one shop there.
/// </summary>
internal sealed class ShopDescription(DataFolder folder, Instance instance) : IHostedLifecycleService, IDisposable
{
    private InstanceLock? _lock;

    /// <summary>Before any resource is started.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        folder.Create();
        _lock = InstanceLock.TryTake(folder.LockFile) ?? throw new DistributedApplicationException(
            $"A shop is already running on {folder.Root}: stop it by `bin/ecommerce down`, or set ECOMMERCE_DATA to another folder.");
        instance.Write(folder);
        return Task.CompletedTask;
    }

    /// <summary>After every resource has stopped, also where not all of them had started.</summary>
    public void Dispose()
    {
        if (_lock is not null)
        {
            File.Delete(folder.InstanceFile);
            _lock.Dispose();
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Makes the shop known to the command line.</summary>
internal static class ShopDescriptionExtensions
{
    /// <summary>Describes it while it runs.</summary>
    public static void AddDescription(this Shop shop)
    {
        if (shop.Builder.ExecutionContext.IsPublishMode)
        {
            return;
        }

        var instance = new Instance(
            ProcessIdentity.Current, Ready: true, PortBase: null,
            Sockets: (shop.Identity.Resource as DevelopmentAuthorityResource)?.Folder ?? "", DashboardUrl: null,
            new Dictionary<string, ProcessIdentity>())
        {
            SharedSocket = (shop.Identity.Resource as SpireResource)?.Socket,
        };
        shop.Builder.Services.AddSingleton<IHostedService>(_ => new ShopDescription(DataFolder.Of(path: null), instance));
    }
}
