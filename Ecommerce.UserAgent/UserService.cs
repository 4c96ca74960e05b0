using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.UserAgent.Users;
using Grpc.Core;

namespace Ecommerce.UserAgent;

/// <summary>The user agent's capabilities.</summary>
internal sealed class UserService(UserStore users, PasswordHasher passwords, TimeProvider time) : Contracts.V1.UserService.UserServiceBase
{
    /// <inheritdoc/>
    public override async Task<Contracts.V1.User> CreateUser(CreateUserRequest request, ServerCallContext context)
    {
        var user = Users.User.SignUp(request.Email, request.Name, request.Tier, time.GetUtcNow());
        var hash = request.Password.Length == 0 ? null : await passwords.HashAsync(request.Password, context.CancellationToken);
        return await users.CreateAsync(user, hash, context.Call().Idempotency, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.User> GetUser(GetUserRequest request, ServerCallContext context) =>
        (await users.GetAsync(VisibleId(request.UserId, context), context.CancellationToken)).ToMessage();

    /// <inheritdoc/>
    public override Task<Contracts.V1.User> UpdateProfile(UpdateProfileRequest request, ServerCallContext context)
    {
        var name = request.HasName ? Users.User.CheckName(request.Name) : null;
        var email = request.HasEmail ? request.Email : null;
        return users.UpdateProfileAsync(
            VisibleId(request.UserId, context), name, email, context.Call().Idempotency, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override Task<Contracts.V1.User> UpdateTier(UpdateTierRequest request, ServerCallContext context) =>
        users.UpdateTierAsync(
            VisibleId(request.UserId, context), Users.User.CheckTier(request.NewTier), context.Call().Idempotency,
            context.CancellationToken);

    // A user owns their own row, so whether the call may see it is known before the row is read.
    private static Guid VisibleId(string userId, ServerCallContext context)
    {
        var id = Guid.Parse(userId);
        return context.Call().Owner is { } owner && owner != id ? throw UserStore.NotFound() : id;
    }
}
