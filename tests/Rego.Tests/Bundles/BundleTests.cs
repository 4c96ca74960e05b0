using System.Security.Cryptography;
using Ecommerce.Development;
using Rego.Bundles;
using Rego.Tests.Policies;
using Rego.Values;

namespace Rego.Tests.Bundles;

/// <summary>A bundle that OPA has written and signed (<c>signed.tar.gz</c>, by the key of <c>signed.pem</c>), and what is none.</summary>
public sealed class BundleTests : IDisposable
{
    private const string Scope = "shop";
    private const string Module = "package shop\n\nallow := true\n";

    private static readonly byte[] Archive = File.ReadAllBytes(At("signed.tar.gz"));

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void A_bundle_that_OPA_has_signed_is_read_and_decides()
    {
        var bundle = Read(Archive);

        Assert.Equal("7", bundle.Revision);
        Assert.Equal("shop/shop.rego", Assert.Single(bundle.Modules).Path);
        var query = RegoPolicy.Load(bundle.Modules, bundle.Data).Prepare("data.shop.allow");
        Assert.True(query.Evaluate(RegoValue.ParseJson("""{"amount": 20.5}""")) is { IsTrue: true });
        Assert.False(query.Evaluate(RegoValue.ParseJson("""{"amount": 20.6}""")) is { IsTrue: true });
    }

    [Theory]
    [InlineData("ES256", "EC", "ec_paramgen_curve:P-256")]
    [InlineData("ES384", "EC", "ec_paramgen_curve:P-384")]
    [InlineData("ES512", "EC", "ec_paramgen_curve:P-521")]
    [InlineData("RS256", "RSA", "rsa_keygen_bits:2048")]
    [InlineData("RS512", "RSA", "rsa_keygen_bits:2048")]
    [InlineData("PS384", "RSA", "rsa_keygen_bits:2048")]
    public void Whatever_OPA_signs_with_is_verified(string algorithm, string type, string parameter)
    {
        var opa = SharedTools.Find("opa");
        Assert.SkipWhen(opa is null, SharedTools.Missing);
        var folder = Directory.CreateTempSubdirectory("rego-tests-");
        try
        {
            string In(string name) => Path.Combine(folder.FullName, name);
            Opa.Run("openssl", ["genpkey", "-quiet", "-algorithm", type, "-pkeyopt", parameter, "-out", In("key")]);
            Opa.Run("openssl", ["pkey", "-in", In("key"), "-pubout", "-out", In("pem")]);
            Directory.CreateDirectory(In("policies"));
            File.WriteAllText(In("policies/shop.rego"), Module);
            Opa.Run(
                opa!, ["build", "--bundle", In("policies"), "--signing-alg", algorithm, "--signing-key", In("key"), "-o", In("tar")]);

            var keys = RegoBundleOptions.ReadKeys(File.ReadAllText(In("pem")) + File.ReadAllText(At("signed.pem")));
            Assert.Equal(2, keys.Count);
            Assert.Single(RegoBundle.Read(File.OpenRead(In("tar")), new() { Keys = keys }).Modules);
            Refuse(File.ReadAllBytes(In("tar")), "it is not signed by a known key", scope: "");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static TheoryData<string, string> Edits => new()
    {
        { "a module", "shop/shop.rego is not what was signed" },
        { "data", "data.json is not what was signed" },
        { "the manifest", ".manifest is not what was signed" },
        { "a file more", "extra.rego is not signed" },
        { "a file less", "data.json is signed and not there" },
        { "a file twice", "shop/shop.rego is in it twice" },
        { "a way up", "../shop.rego is not a path within it" },
        { "no signature", "it is not signed" },
        { "two signatures", ".signatures.json does not hold one signature" },
        { "no JWT", ".signatures.json does not hold a JWT" },
        { "JSON with a name twice", "the archive cannot be read" },
        { "nothing", "it is not signed" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void What_is_changed_after_it_was_signed_is_refused(string edit, string problem)
    {
        var files = BundleWriter.Unpack(Archive);
        var signature = System.Text.Encoding.UTF8.GetString(files.Single(file => file.Path == "/.signatures.json").Content);
        void Put(string path, string content) => files[files.FindIndex(file => file.Path == path)] = (path, BundleWriter.Bytes(content));
        switch (edit)
        {
            case "a module":
                Put("/shop/shop.rego", "package shop\n\nallow := true\n");
                break;
            case "data":
                Put("/data.json", "{}");
                break;
            case "the manifest":
                Put("/.manifest", """{"revision": "8", "roots": [""], "rego_version": 1}""");
                break;
            case "a file more":
                files.Add(("extra.rego", BundleWriter.Bytes("package extra")));
                break;
            case "a file less":
                files.RemoveAll(file => file.Path == "/data.json");
                break;
            case "a file twice":
                files.Add(("./shop/shop.rego", BundleWriter.Bytes("package shop")));
                break;
            case "a way up":
                files.Add(("../shop.rego", []));
                break;
            case "no signature":
                files.RemoveAll(file => file.Path == "/.signatures.json");
                break;
            case "two signatures":
                Put("/.signatures.json", signature.Replace("\"\n ]", "\", \"a.b.c\"\n ]", StringComparison.Ordinal));
                break;
            case "no JWT":
                Put("/.signatures.json", """{"signatures": ["e30"]}""");
                break;
            case "JSON with a name twice":
                Put("/.signatures.json", signature.Insert(1, "\"plugin\": \"\","));
                break;
            default:
                Refuse([], problem);
                return;
        }

        Refuse(BundleWriter.Pack(files), problem);
    }

    [Fact]
    public void Another_order_and_other_spaces_are_the_same_document()
    {
        var files = BundleWriter.Unpack(Archive);
        var manifest = files.FindIndex(file => file.Path == "/.manifest");
        files[manifest] = ("/.manifest", BundleWriter.Bytes("""{ "rego_version": 1, "roots": [ "" ], "revision": "7" }"""));
        Assert.Equal("7", Read(BundleWriter.Pack(files)).Revision);
    }

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"HS256"}""")]
    [InlineData("""{"alg":"ES384"}""")]
    [InlineData("""{"alg":"ES256","crit":["exp"]}""")]
    public void The_key_says_which_algorithm_and_what_is_critical_is_not_skipped(string header)
    {
        (string, byte[])[] files = [("shop.rego", BundleWriter.Bytes(Module))];
        Refuse(
            BundleWriter.Pack([.. files, (".signatures.json", BundleWriter.Sign(_key, BundleWriter.Listed(files), header))]),
            "it is not signed by a known key", scope: "", _key);
    }

    [Theory]
    [InlineData("MD5")]
    [InlineData("SHA-1")]
    public void Weak_digests_sign_nothing(string algorithm)
    {
        var claims = new { files = new[] { new { name = "a.rego", hash = "00", algorithm } } };
        Refuse(
            BundleWriter.Pack([("a.rego", []), (".signatures.json", BundleWriter.Sign(_key, claims))]),
            $"a.rego has a digest by {algorithm}", scope: "", _key);
    }

    [Fact]
    public void Limits_hold_before_anything_is_believed()
    {
        Assert.Contains("bytes when unpacked", Fault(Archive, new() { MaxBytes = 4000 }), StringComparison.Ordinal);
        Assert.Contains("more than 2 files", Fault(Archive, new() { MaxFiles = 2 }), StringComparison.Ordinal);
        Refuse(Archive, "it is signed for another scope", scope: "");
        Refuse(BundleWriter.Signed(_key, "1", Module), "it is not signed by a known key", scope: "");
        Assert.Equal("1", RegoBundle.Read(new MemoryStream(BundleWriter.Signed(_key, "1", Module))).Revision);
    }

    [Theory]
    [InlineData("", "there is no PUBLIC KEY")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----", "a EC PRIVATE KEY is not a PUBLIC KEY")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "neither RSA nor ECDSA")]
    public void A_file_of_keys_holds_public_keys(string pem, string problem) => Assert.Contains(
        problem, Assert.Throws<RegoBundleException>(() => RegoBundleOptions.ReadKeys(pem)).Message, StringComparison.Ordinal);

    private static string At(string name) => Path.Combine(AppContext.BaseDirectory, "Bundles", name);

    private static RegoBundle Read(byte[] archive) => RegoBundle.Read(
        new MemoryStream(archive), new() { Keys = RegoBundleOptions.ReadKeys(File.ReadAllText(At("signed.pem"))), Scope = Scope });

    private static void Refuse(byte[] archive, string problem, string scope = Scope, params AsymmetricAlgorithm[] keys) => Assert.Contains(
        problem,
        Fault(archive, new() { Keys = [.. keys, .. RegoBundleOptions.ReadKeys(File.ReadAllText(At("signed.pem")))], Scope = scope }),
        StringComparison.Ordinal);

    private static string Fault(byte[] archive, RegoBundleOptions options) =>
        Assert.Throws<RegoBundleException>(() => RegoBundle.Read(new MemoryStream(archive), options)).Message;
}
