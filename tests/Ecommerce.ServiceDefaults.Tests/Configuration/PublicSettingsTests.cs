using System.Net;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.ServiceDefaults.Tests.Configuration;

public class PublicSettingsTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("fd00::7", true)]
    [InlineData("10.2.2.3", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("fd01::7", false)]
    public void Without_TLS_this_machine_and_the_trusted_proxies_may_connect(string address, bool admitted)
    {
        var plain = new PublicSettings(8080, "", "", [IPNetwork.Parse("10.1.0.0/16"), IPNetwork.Parse("fd00::/64")], []);
        Assert.True(plain.IsOpen);
        Assert.Equal(admitted, plain.Admits(IPAddress.Parse(address)));
        Assert.True((plain with { CertificateFile = "certificate.pem" }).Admits(IPAddress.Parse(address)));
    }

    [Fact]
    public void Without_TLS_and_proxies_the_port_is_not_open() => Assert.False(new PublicSettings(8080, "", "", [], []).IsOpen);

    [Theory]
    [InlineData("server:trusted_proxies:0", "10.0.0.0/8", true)]
    [InlineData("server:trusted_proxies:0", "10.0.0.1", false)]
    [InlineData("server:trusted_proxies:0", "10.0.0.0/33", false)]
    [InlineData("server:trusted_proxies:0", "proxy.example.com", false)]
    [InlineData("server:cors_origins:0", "https://shop.example.com", true)]
    [InlineData("server:cors_origins:0", "https://shop.example.com:8443", true)]
    [InlineData("server:cors_origins:0", "https://shop.example.com/", false)]
    [InlineData("server:cors_origins:0", "*", false)]
    [InlineData("server:cors_origins:0", "null", false)]
    [InlineData("server:public_certificate_file", "dev-certs", false)]
    [InlineData("server:public_certificate_file", "/etc/shop/tls.crt", true)]
    public void What_opens_the_port_is_checked_before_it_is_opened(string key, string value, bool accepted) =>
        Assert.Equal(accepted, !AgentSchema.Check([(key, value, "here")]).Any());

    [Fact]
    public void A_developers_certificate_is_for_development() => Assert.Empty(AgentSchema.Check(
        [("agent:environment", "development", "here"), ("server:public_certificate_file", "dev-certs", "here")]));
}
