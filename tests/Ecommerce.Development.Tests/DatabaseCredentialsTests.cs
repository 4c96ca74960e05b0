using Ecommerce.Testing;

namespace Ecommerce.Development.Tests;

public sealed class DatabaseCredentialsTests
{
    [Fact]
    public void A_role_that_an_older_folder_does_not_know_gets_a_password_and_the_others_keep_theirs()
    {
        using var folder = new TestFolder();
        var file = folder.At("credentials.json");
        File.WriteAllText(file, """{"superuser": "first", "roles": {"users_owner": "second"}}""");

        var credentials = DatabaseCredentials.LoadOrCreate(folder.Path);

        Assert.Equal(("first", "second"), (credentials.Superuser, credentials.Roles["users_owner"]));
        Assert.Equal(DatabaseNames.Roles.Order(), credentials.Roles.Keys.Order());
        Assert.Distinct(credentials.Roles.Values);
        var written = File.ReadAllText(file);
        Assert.Equal(credentials.Roles, DatabaseCredentials.LoadOrCreate(folder.Path).Roles);
        Assert.Equal(written, File.ReadAllText(file));
    }
}
