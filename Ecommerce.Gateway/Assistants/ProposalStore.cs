using System.Buffers;
using Ecommerce.Contracts;
using Ecommerce.Gateway.Routing;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tasks;
using Npgsql;

namespace Ecommerce.Gateway.Assistants;

/// <summary>The proposals of all replicas.</summary>
internal sealed class ProposalStore(NpgsqlDataSource database, TimeProvider time, ILogger<ProposalStore> logger)
{
    /// <summary>How long a proposal can be approved.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>For how long after its expiry an approval can be repeated: less than agents remember a key.</summary>
    public static readonly TimeSpan RepeatTime = TimeSpan.FromHours(12);

    /// <summary>Keeps a call for its owner to approve.</summary>
    public async Task<Proposal> AddAsync(
        Capability capability, string arguments, CallPrice price, TaskOwner owner, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // As the database keeps it.
        var expires = DateTimeOffset.FromUnixTimeMilliseconds((now + Lifetime).ToUnixTimeMilliseconds());
        var proposal = new Proposal(
            Guid.CreateVersion7(now), capability, arguments, price.Amount, price.Currency, owner, expires);
        await database.RunAsync(
            ProposalSql.Insert,
            command => command.With(proposal.Hash).With(proposal.Nonce).With(capability.Name).With(arguments).With(price.Amount)
                .With(price.Currency).With(owner.Actor).With(UserOf(owner)).With(expires).With(now - RepeatTime)
                .ExecuteNonQueryAsync(cancellationToken));
        return proposal;
    }

    /// <summary>
    /// Marks a proposal as approved and returns it, once in its time; who approved it may do so again for a while. Null if there is none,
    /// or it is another's, has expired or is not what the ID stands for.
    /// </summary>
    public async Task<Proposal?> ApproveAsync(string id, TaskOwner owner, CancellationToken cancellationToken)
    {
        if (HashOf(id) is not { } hash)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var proposal = await database.RunAsync(
            ProposalSql.Approve,
            command => command.With(hash).With(owner.Actor).With(UserOf(owner)).With(now).With(now - RepeatTime)
                .ReadOneAsync(reader => Read(reader, owner), cancellationToken));
        if (proposal is null || proposal.Hash.AsSpan().SequenceEqual(hash))
        {
            return proposal;
        }

        Log.ProposalChanged(logger, id);
        return null;
    }

    /// <summary>Takes a proposal back, by its ID and owner. One that there is not needs no taking back.</summary>
    /// <exception cref="ProblemException"><c>not_cancelable</c>: it has been approved already.</exception>
    public async Task WithdrawAsync(string id, TaskOwner owner, CancellationToken cancellationToken)
    {
        if (HashOf(id) is not { } hash)
        {
            return;
        }

        var isApproved = await database.RunAsync(
            ProposalSql.Withdraw,
            command => command.With(hash).With(owner.Actor).With(UserOf(owner)).ExecuteScalarAsync(cancellationToken));
        if (isApproved is true)
        {
            throw new ProblemException(ErrorCodes.NotCancelable, "It has been approved already.", "approval");
        }
    }

    /// <summary>There is nothing more to approve, unless somebody has approved it since, whose call may do it.</summary>
    public Task RemoveAsync(Proposal proposal, CancellationToken cancellationToken) => database.RunAsync(
        ProposalSql.Remove,
        command => command.With(proposal.Hash).With(proposal.ApprovedAt).ExecuteNonQueryAsync(cancellationToken));

    private static byte[]? HashOf(string id)
    {
        var hash = new byte[32];
        return Convert.FromHexString(id, hash, out var read, out var written) == OperationStatus.Done && read == id.Length
            && written == hash.Length ? hash : null;
    }

    private static Guid? UserOf(TaskOwner owner) => owner.UserId is { } user ? Guid.Parse(user) : null;

    private static Proposal Read(NpgsqlDataReader reader, TaskOwner owner) => new(
        reader.GetGuid(0),
        NamedCapabilities.Find(reader.GetString(1)) ?? throw ProblemException.NotFound("approval", "approval"), // in this version
        reader.GetString(2), reader.GetString(3), reader.GetString(4), owner, reader.GetFieldValue<DateTimeOffset>(5))
    {
        ApprovedAt = reader.GetFieldValue<DateTimeOffset>(6),
        IsRepeated = reader.GetBoolean(7),
    };
}
