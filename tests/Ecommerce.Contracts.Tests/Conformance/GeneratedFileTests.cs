using Ecommerce.Development;

namespace Ecommerce.Contracts.Tests.Conformance;

public class GeneratedFileTests
{
    public static TheoryData<string> Paths => [.. GeneratedFile.All.Keys];

    /// <summary>With <c>CONTRACT_ACCEPT</c> set, the file is written first.</summary>
    [Theory]
    [MemberData(nameof(Paths))]
    public void A_generated_file_is_what_the_contract_says(string path)
    {
        var file = RepositoryRoot.At(path);
        var expected = GeneratedFile.All[path]();
        GeneratedFile.Accept();
        var committed = File.ReadAllText(file);
        Assert.True(
            expected == committed,
            $"{path} is not what the contract says. Regenerate it: {GeneratedFile.Command}\n"
            + GeneratedFile.Difference(committed, expected));
    }

    [Theory]
    [InlineData("additions", null, "additions")]
    [InlineData(null, "true", null)]
    [InlineData("", "true", "")]
    public void What_is_accepted_is_what_the_variable_says(string? accept, string? ci, string? accepted) =>
        Assert.Equal(accepted, GeneratedFile.Accepts(accept, ci));

    [Theory]
    [InlineData("additions")]
    [InlineData("breaking")]
    public void Nothing_is_accepted_in_CI(string accept) =>
        Assert.Throws<InvalidOperationException>(() => GeneratedFile.Accepts(accept, "true"));

    [Fact]
    public void A_difference_is_shown_by_its_lines_alone() =>
        Assert.Equal("- b\n+ B\n+ d", GeneratedFile.Difference("a\nb\nc\n", "a\nB\nc\nd\n"));
}
