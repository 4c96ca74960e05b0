namespace Ecommerce.ServiceDefaults.Tasks;

/// <summary>Whose a task is: nobody else finds it.</summary>
/// <param name="Actor">The SPIFFE ID for which it was begun.</param>
/// <param name="UserId">The end user; null if there is none.</param>
public sealed record TaskOwner(string Actor, string? UserId);
