using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Tasks;

namespace Ecommerce.Gateway.Assistants;

/// <summary>A call that takes money or cannot be undone, as it will be made once its owner approves it.</summary>
/// <param name="Nonce">Makes it another than the same call at another time.</param>
/// <param name="Capability">What is called.</param>
/// <param name="Arguments">Its request as the contract's JSON, without a key.</param>
/// <param name="Amount">What it takes; empty where the arguments say it, or nothing is taken.</param>
/// <param name="Currency">The amount's; empty without one.</param>
/// <param name="Owner">Who may approve it.</param>
/// <param name="ExpiresAt">Until when.</param>
internal sealed record Proposal(
    Guid Nonce, Capability Capability, string Arguments, string Amount, string Currency, TaskOwner Owner, DateTimeOffset ExpiresAt)
{
    /// <summary>When it was approved last; null as long as nobody has.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>Whether it had been approved before that, too: then an earlier call may have done it.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>SHA-256 over all of it: nothing can be put in its place under the same ID.</summary>
    public byte[] Hash { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(
        new[]
        {
            Nonce.ToString(), Capability.Agent, Capability.Name, Arguments, Amount, Currency, Owner.Actor, Owner.UserId ?? "",
            ExpiresAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        }.Select(part => $"{part.Length}:{part}"))));

    /// <summary>By which it is approved.</summary>
    public string Id => Convert.ToHexStringLower(Hash);

    /// <summary>The call's idempotency key: however often it is made, there is one effect.</summary>
    public string Key => $"approval-{Id}";
}
