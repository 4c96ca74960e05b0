using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.UserAgent.Sessions;
using Ecommerce.UserAgent.Users;

namespace Ecommerce.UserAgent.Erasure;

/// <summary>Gathers what the shop holds of a user.</summary>
internal sealed class UserExporter(
    UserStore users, SessionStore sessions, IReadOnlyList<UserDataHolder> holders, ExportLimits limits)
{
    /// <summary>Gathers all of it, or nothing.</summary>
    /// <exception cref="ProblemException">
    /// <c>not_found</c>; <c>rate_limited</c>; <c>unavailable</c>: an agent does not answer.
    /// </exception>
    public async Task<UserExport> ExportAsync(Guid userId, CancellationToken cancellationToken)
    {
        using var place = limits.Enter(userId);
        var user = await users.GetAsync(userId, cancellationToken);
        UserExport export = new() { User = user.ToMessage(), Sessions = { await sessions.ListAsync(userId, cancellationToken) } };
        UserDataRequest request = new() { UserId = userId.ToString() };
        var held = await Task.WhenAll(
            holders.Select(async holder => (holder.Agent, Data: await holder.ExportAsync(request, cancellationToken))));
        foreach (var (agent, data) in held)
        {
            export.Held[agent] = data;
        }

        return export;
    }
}
