using System.CommandLine;

namespace Ecommerce.Cli.Commands;

/// <summary>An ID that an agent gave out.</summary>
internal sealed class UuidArgument : Argument<Guid>
{
    /// <summary>The argument.</summary>
    /// <param name="name">As agents call it, such as <c>order_id</c>.</param>
    /// <param name="description">One line of help.</param>
    public UuidArgument(string name, string description)
        : base(name)
    {
        Description = description;
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!Guid.TryParse(text, out var id))
            {
                result.AddError($"{name} must be a UUID, not {text}.");
            }

            return id;
        };
    }
}
