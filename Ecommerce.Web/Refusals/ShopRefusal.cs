namespace Ecommerce.Web.Refusals;

/// <summary>
/// What a refusal is to a buyer: a sentence, and a way on. The texts are <c>refusal.{code}</c>, and <c>refusal.{code}.way</c> for what the
/// way is called.
/// </summary>
/// <param name="Code">A code of the contract.</param>
/// <param name="Way">Where it goes on; null: the same page again.</param>
/// <param name="Tone">How it looks.</param>
public sealed record ShopRefusal(string Code, string? Way, string Tone = "warn");
