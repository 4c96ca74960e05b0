using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Health;
using Ecommerce.ServiceDefaults.Sealing;
using Ecommerce.UserAgent.Erasure;
using Ecommerce.UserAgent.Sessions;
using Ecommerce.UserAgent.Tokens;
using Ecommerce.UserAgent.Users;
using Grpc.Core;

namespace Ecommerce.UserAgent;

/// <summary>The user agent's capabilities.</summary>
internal sealed class UserService(
    UserStore users, PasswordHasher hasher, PasswordChange passwords, SignIn signIn, SessionStore sessions, SigningKeys keys,
    UserExporter exporter, ErasureStore erasures, TokenExchange exchange,
    TimeProvider time, AuditCapabilities audit, ObservationCapabilities observation) : Contracts.V1.UserService.UserServiceBase
{
    /// <inheritdoc/>
    public override async Task<Contracts.V1.User> CreateUser(CreateUserRequest request, ServerCallContext context)
    {
        var user = Users.User.SignUp(request.Email, request.Name, request.Tier, time.GetUtcNow());
        CommonPasswords.Refuse(request.Password, "password");
        var hash = request.Password.Length == 0 ? null : await hasher.HashAsync(request.Password, context.CancellationToken);
        return await users.CreateAsync(user, hash, context.Call().Idempotency, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<Contracts.V1.User> GetUser(GetUserRequest request, ServerCallContext context) =>
        (await users.GetAsync(VisibleId(request.UserId, context), context.CancellationToken)).ToMessage();

    /// <inheritdoc/>
    public override async Task<Contracts.V1.User> UpdateProfile(UpdateProfileRequest request, ServerCallContext context)
    {
        var (call, id) = (context.Call(), VisibleId(request.UserId, context));
        var name = request.HasName ? Users.User.CheckName(request.Name) : null;
        var confirmed = request.HasEmail && call.Owner is not null
            ? await passwords.RequireAsync(id, request.CurrentPassword, context.CancellationToken) : null;
        var email = request.HasEmail ? request.Email : null;
        return await users.UpdateProfileAsync(id, name, email, confirmed, call.SessionId, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override Task<Contracts.V1.User> UpdateTier(UpdateTierRequest request, ServerCallContext context) =>
        users.UpdateTierAsync(
            VisibleId(request.UserId, context), Users.User.CheckTier(request.NewTier), context.Call().Idempotency,
            context.CancellationToken);

    /// <inheritdoc/>
    public override Task<UserExport> ExportUser(ExportUserRequest request, ServerCallContext context) =>
        exporter.ExportAsync(VisibleId(request.UserId, context), context.CancellationToken);

    /// <inheritdoc/>
    public override Task<UserErasure> DeleteUser(DeleteUserRequest request, ServerCallContext context) =>
        erasures.EraseAsync(VisibleId(request.UserId, context), context.Call().Idempotency, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<Contracts.V1.User> SetPassword(SetPasswordRequest request, ServerCallContext context) =>
        passwords.SetAsync(VisibleId(request.UserId, context), request, context.Call(), context.CancellationToken);

    /// <inheritdoc/>
    public override Task<SessionTokens> Authenticate(AuthenticateRequest request, ServerCallContext context) =>
        signIn.AuthenticateAsync(request, context.Call().Actor, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<SessionTokens> RefreshSession(RefreshSessionRequest request, ServerCallContext context) =>
        signIn.RefreshAsync(request.RefreshToken, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<SessionEnd> RevokeSession(RevokeSessionRequest request, ServerCallContext context)
    {
        var byToken = request.RefreshToken.Length > 0;
        if (byToken ? request.SessionId.Length + request.UserId.Length > 0 : request.SessionId.Length == 0)
        {
            throw new ProblemException(ErrorCodes.InvalidRequest, "Give either refresh_token or session_id.");
        }

        if (byToken)
        {
            return RefreshToken.TryRead(request.RefreshToken, out var token)
                ? sessions.EndAsync(token, context.CancellationToken)
                : Task.FromResult(new SessionEnd()); // RFC 7009, 2.2: it is as the client wants it
        }

        var owner = request.UserId.Length > 0 ? VisibleId(request.UserId, context) : context.Call().Owner;
        return sessions.EndAsync(Guid.Parse(request.SessionId), owner, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<SessionList> ListSessions(ListSessionsRequest request, ServerCallContext context)
    {
        var user = await users.GetAsync(VisibleId(request.UserId, context), context.CancellationToken);
        return new() { Sessions = { await sessions.ListAsync(user.UserId, context.CancellationToken) } };
    }

    /// <inheritdoc/>
    public override Task<TransactionToken> ExchangeToken(ExchangeTokenRequest request, ServerCallContext context) =>
        exchange.ExchangeAsync(request, context.Call().Caller, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<SigningKeySet> GetSigningKeys(GetSigningKeysRequest request, ServerCallContext context) =>
        keys.PublishedAsync(context.CancellationToken);

    /// <inheritdoc/>
    public override Task ReadAudit(ReadAuditRequest request, IServerStreamWriter<AuditRecord> responseStream, ServerCallContext context) =>
        audit.ReadAsync(request, responseStream, context);

    /// <inheritdoc/>
    public override Task<RotatedSigningKey> RotateSigningKeys(RotateSigningKeysRequest request, ServerCallContext context) =>
        keys.RotateAsync(context.Call().Idempotency, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<AuditReceipt> CountersignAudit(AuditHead request, ServerCallContext context) =>
        audit.CountersignAsync(request, context);

    /// <inheritdoc/>
    public override Task<AgentDescription> DescribeAgent(DescribeAgentRequest request, ServerCallContext context) =>
        observation.DescribeAsync(context);

    /// <inheritdoc/>
    public override Task WatchDecisions(
        WatchDecisionsRequest request, IServerStreamWriter<DecisionRecord> responseStream, ServerCallContext context) =>
        observation.WatchAsync(request, responseStream, context);

    // A user owns their own row, so whether the call may see it is known before the row is read.
    private static Guid VisibleId(string userId, ServerCallContext context)
    {
        var id = Guid.Parse(userId);
        return context.Call().Owner is { } owner && owner != id ? throw UserStore.NotFound() : id;
    }
}
