using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Grpc.Core;

namespace Ecommerce.UserAgent;

/// <summary>The user agent's capabilities.</summary>
internal sealed class UserService(UserStore users, PasswordHasher passwords, TimeProvider time) : Contracts.V1.UserService.UserServiceBase
{
    /// <inheritdoc/>
    public override async Task<Contracts.V1.User> CreateUser(CreateUserRequest request, ServerCallContext context)
    {
        var user = User.SignUp(request.Email, request.Name, request.Tier, time.GetUtcNow());
        var hash = request.Password.Length == 0 ? null : await passwords.HashAsync(request.Password, context.CancellationToken);
        return await users.CreateAsync(user, hash, context.Capability().Idempotency, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.User> GetUser(GetUserRequest request, ServerCallContext context) =>
        (await users.GetAsync(Visible(request.UserId, context), context.CancellationToken)).ToMessage();

    /// <inheritdoc/>
    public override async Task<Contracts.V1.User> UpdateProfile(UpdateProfileRequest request, ServerCallContext context)
    {
        var name = request.HasName ? User.CheckName(request.Name) : null;
        var email = request.HasEmail ? request.Email : null;
        return (await users.UpdateProfileAsync(Visible(request.UserId, context), name, email, context.CancellationToken)).ToMessage();
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.User> UpdateTier(UpdateTierRequest request, ServerCallContext context) =>
        (await users.UpdateTierAsync(Visible(request.UserId, context), request.NewTier, context.CancellationToken)).ToMessage();

    // A user row's owner is the user, so that what is another's is known before the row is read.
    private static Guid Visible(string userId, ServerCallContext context)
    {
        var call = context.Capability();
        var id = Guid.Parse(userId);
        var own = Guid.TryParse(call.UserId, out var caller) && caller == id;
        return own || call.Scope == Scope.Any ? id : throw UserStore.NotFound();
    }
}
