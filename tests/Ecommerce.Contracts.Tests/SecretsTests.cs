using Ecommerce.Contracts.V1;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts.Tests;

public sealed class SecretsTests
{
    [Fact]
    public void Secret_fields_are_left_out_of_a_copy()
    {
        CreateUserRequest request = new() { Email = "a@b.example", Name = "A", Password = "hunter22" };

        Assert.Equal(new CreateUserRequest { Email = "a@b.example", Name = "A" }, Secrets.Without(request));
        Assert.Equal("hunter22", request.Password);
    }

    [Fact]
    public void What_is_routed_may_hold_any_secret_and_is_one()
    {
        RouteRequest request = new() { Service = "user", Action = "create_user", Payload = new Struct() };

        Assert.Equal(new RouteRequest { Service = "user", Action = "create_user" }, Secrets.Without(request));
    }

    [Fact]
    public void A_message_that_can_hold_no_secret_is_not_copied()
    {
        CreateOrderRequest request = new() { Items = { new Item { Sku = "A" } } };

        Assert.Same(request, Secrets.Without(request));
    }

    [Fact]
    public void Every_field_that_is_called_a_password_or_a_token_is_a_secret()
    {
        var named = from capability in CapabilityCatalogue.All
                    from field in capability.Request.Fields.InDeclarationOrder()
                    where field.Name.Contains("password", StringComparison.Ordinal)
                        || (field.Name.EndsWith("token", StringComparison.Ordinal) && field.Name != "page_token")
                    select field;

        Assert.NotEmpty(named);
        Assert.All(named, field => Assert.True(field.GetOptions()?.GetExtension(OptionsExtensions.Rules)?.Secret, field.FullName));
    }
}
