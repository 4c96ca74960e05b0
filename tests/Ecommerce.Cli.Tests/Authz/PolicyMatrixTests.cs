using Ecommerce.Cli.Authz;
using Ecommerce.Development;

namespace Ecommerce.Cli.Tests.Authz;

public sealed class PolicyMatrixTests
{
    [Fact]
    public async Task The_matrix_says_what_the_policies_say()
    {
        var written = await File.ReadAllTextAsync(RepositoryRoot.At("policies", "matrix.md"), TestContext.Current.CancellationToken);
        Assert.True(
            PolicyMatrix.Write() == written,
            "A policy means something else now: run bin/ecommerce authz matrix, and review what it changes.");
    }
}
