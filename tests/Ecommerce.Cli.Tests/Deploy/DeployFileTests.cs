using Ecommerce.Cli.Deploy;

namespace Ecommerce.Cli.Tests.Deploy;

public sealed class DeployFileTests
{
    [Fact]
    public void Every_generated_file_says_what_registrations_and_policies_say()
    {
        var stale = DeployFile.All().Where(file => !file.IsCurrent()).Select(file => file.Path);
        Assert.True(
            !stale.Any(), $"Run bin/ecommerce deploy render, and review what it changes: {string.Join(", ", stale)}");
    }

    [Fact]
    public void Each_that_has_comments_says_how_it_is_written() =>
        Assert.All(
            DeployFile.All().Where(file => file.Path.EndsWith(".yaml", StringComparison.Ordinal)),
            file => Assert.StartsWith(DeployFile.Header, file.Text, StringComparison.Ordinal));
}
