namespace Ecommerce.Cli.Chaos;

/// <summary>A fault that was tried.</summary>
/// <param name="Case">Which.</param>
/// <param name="Occurred">Whether it happened; otherwise the system never came to that point.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When all was back.</param>
internal sealed record HappenedFault(ChaosCase Case, bool Occurred, DateTimeOffset From, DateTimeOffset To);
